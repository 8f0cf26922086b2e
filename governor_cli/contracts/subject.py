"""What a document rule looks at: one document, its record, and the policy."""

from typing import Generic, NamedTuple, TypeVar

from governor_cli.core.document import Document
from governor_cli.core.record import Record
from governor_cli.policy.model import Playbook

R = TypeVar("R", bound=Record)


class Subject(NamedTuple, Generic[R]):
    """One document under judgement. ``policy`` is None while the playbook cannot be read."""

    document: Document
    record: R
    policy: Playbook | None
