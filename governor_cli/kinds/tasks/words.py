"""The words of other tools: the keys of states and of what a task waits for, and the names of states."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

STATE_KEYS: Final = ("state", "status")
BLOCKER_KEYS: Final = ("blocked_by", "dependencies", "depends_on", "blockedBy", "dependsOn")

_SPELLINGS: Final = {
    "pending": (
        "pending",
        "todo",
        "to do",
        "open",
        "new",
        "backlog",
        "planned",
        "ready",
        "deferred",
        "later",
    ),
    "in_progress": ("in progress", "doing", "started", "active", "wip", "review", "in review", "next"),
    "blocked": ("blocked", "on hold", "waiting"),
    "completed": ("completed", "complete", "done", "closed", "finished", "resolved"),
    "cancelled": ("cancelled", "canceled", "declined", "rejected", "wontfix", "won't do", "abandoned"),
}
_KNOWN: Final = {word: state for state, words in _SPELLINGS.items() for word in words}
_USUAL: Final = {"completed": "done", "in_progress": "in-progress"}
"""How files with a `status` mostly say it, where that is not gov's own word."""


def state_of(word: str) -> str:
    """The state that a word of any tool means; "" for an unknown one."""
    return _KNOWN.get(" ".join(word.casefold().replace("_", " ").replace("-", " ").split()), "")


class Words(NamedTuple):
    """How one file speaks. ``states`` has the words that stand in it, by what they mean."""

    state_key: str
    blocker_key: str
    states: Mapping[str, str]
    numbered: bool
    """Every id is a number."""

    def word(self, state: str) -> str:
        """A state as this file says it."""
        return self.states.get(state) or (state if self.state_key == "state" else _USUAL.get(state, state))


def first_key(entry: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first of these keys that an entry has."""
    return next((key for key in keys if key in entry), None)


def words_of(entries: Iterable[Mapping[str, Any]], *, foreign: bool, numbered: bool) -> Words:
    """The keys and states that most entries have; ``foreign`` and ``numbered`` say it of an empty file."""
    state_keys: Counter[str] = Counter()
    blocker_keys: Counter[str] = Counter()
    states: dict[str, Counter[str]] = {}
    ids: set[bool] = set()
    for entry in entries:
        state_key, blocker_key = first_key(entry, STATE_KEYS), first_key(entry, BLOCKER_KEYS)
        if state_key is not None:
            state_keys[state_key] += 1
            word = entry[state_key]
            if isinstance(word, str):
                states.setdefault(state_of(word), Counter())[word] += 1
        if blocker_key is not None:
            blocker_keys[blocker_key] += 1
        ids.add(isinstance(entry.get("id"), int))
    return Words(
        _most(state_keys, STATE_KEYS[foreign]),
        _most(blocker_keys, BLOCKER_KEYS[foreign]),
        {state: counted.most_common(1)[0][0] for state, counted in states.items() if state},
        ids == {True} if ids else numbered,
    )


def _most(counted: Counter[str], default: str) -> str:
    return counted.most_common(1)[0][0] if counted else default
