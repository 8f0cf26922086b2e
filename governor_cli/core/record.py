"""What every record has: the kind of artifact it is and the version of its schema."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from governor_cli.core.fields import Count


class Part(BaseModel):
    """A mapping inside front matter. Unknown keys are findings, built on first use."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)


class Record(Part):
    """The validated front matter of one artifact."""

    kind: str
    schema_: Annotated[Count, Field(alias="schema")]
