"""What every merge of a tree starts from."""

from collections.abc import Collection

from governor_cli.practices.merging import block, flow
from governor_cli.practices.merging.identity import FIRSTS
from governor_cli.practices.merging.tree import Ground


def ground_of(*disputed: str, firsts: Collection[str] = FIRSTS) -> Ground:
    """The ways to merge collections; ``disputed`` keys are conflicts wherever the sides differ."""
    return Ground(flow.merge, block.merge, disputed, firsts)
