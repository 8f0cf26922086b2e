"""Records that take the place of earlier ones: of one deployment the last that anybody made counts."""

from collections.abc import Mapping, Sequence

from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.deployments.left_out import LeftOut, left_out


def corrected(recorded: Sequence[Deployment]) -> tuple[list[Deployment], list[LeftOut]]:
    """Each deployment as it was corrected last, in the time of its first record; and the others.

    A name of what is not there corrects nothing, and names in a circle do not either.
    """
    known = {one.name: one for one in recorded}
    same: dict[str, list[list[Deployment]]] = {}
    for one in recorded:
        chain = _chain(one, known)
        same.setdefault(chain[-1].name, []).append(chain)
    kept: list[Deployment] = []
    gone: list[LeftOut] = []
    for chains in same.values():
        best = max(chains, key=lambda chain: (len(chain), age(chain[0])))
        others = [chain[0] for chain in chains if chain is not best]
        kept.append(best[0]._replace(at=best[-1].at, earlier=tuple(one.name for one in others)))
        gone += [left_out(one, "corrected") for one in others]
    return kept, gone


def age(one: Deployment) -> tuple[int, str]:
    """Names in the order in which they are given: ``...-10`` comes after ``...-2``."""
    return len(one.name), one.name


def _chain(one: Deployment, known: Mapping[str, Deployment]) -> list[Deployment]:
    """A record, the one that it corrects, and so on to the first."""
    chain, seen = [one], {one.name}
    while one.corrects in known and one.corrects not in seen:
        one = known[one.corrects]
        seen.add(one.name)
        chain.append(one)
    return chain
