"""What keeps a report that gov itself is about to write from checking."""

from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.verdicts import Told, judge_document


def errors_of(path: str, data: bytes, policy: Playbook | None) -> list[Told]:
    """The errors that `gov check` would find in this one document, silences aside."""
    verdict = judge_document(path, data, policy, "incident")
    silent = {(silence.code, line) for silence in verdict.silences for line in silence.covers}
    return [
        told for told in verdict.told if told.severity == "error" and (told.code, told.place[0]) not in silent
    ]


def new_errors(path: str, before: bytes, after: bytes, policy: Playbook | None) -> list[Told]:
    """The errors that an edit brings in."""
    known = {(told.code, told.message) for told in errors_of(path, before, policy)}
    return [told for told in errors_of(path, after, policy) if (told.code, told.message) not in known]
