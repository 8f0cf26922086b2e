"""Names that lead to names: another name for a role, a channel that hands on to the next."""

from collections.abc import Callable

from governor_cli.policy.model import Playbook, Role


def role_behind(playbook: Playbook, role_id: str) -> Role | None:
    """The role that a name stands for in the end; None for an unknown one or a circle."""
    trail, closed = follow(role_id, lambda name: _same_as(playbook, name))
    return None if closed else playbook.role(trail[-1])


def follow(start: str, following: Callable[[str], str | None]) -> tuple[list[str], bool]:
    """The names from ``start`` on, each once, and whether the last leads back to one of them."""
    trail = [start]
    while (name := following(trail[-1])) is not None:
        if name in trail:
            return trail, True
        trail.append(name)
    return trail, False


def _same_as(playbook: Playbook, role_id: str) -> str | None:
    role = playbook.role(role_id)
    return role.same_as if role else None
