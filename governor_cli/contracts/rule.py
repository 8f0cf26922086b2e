"""What a rule offers: a code, a sentence that should hold, the check, and perhaps a safe fix."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from governor_cli.core.finding import Fault, Severity

Scope = Literal["reading", "document", "corpus", "schedule", "history"]
"""``reading``: found while the file is read, before there is a record to judge;
``schedule``: found over the coming time, by ``gov roster check`` and not by ``gov check``;
``history``: found in what commits changed when, by ``gov docs check`` alone."""


class Rule(NamedTuple):
    """A checked value, not a class to inherit.

    ``check`` of a document rule takes a ``Subject``, of a corpus rule a ``Corpus`` and the
    policy, of a reading rule the faults that reading left. All yield faults; none prints,
    writes, raises or reads the clock. ``fix`` takes a ``Subject`` and gives the whole new
    file, or None where no safe fix is known.
    """

    code: str
    sentence: str
    severity: Severity
    scope: Scope
    check: Callable[..., Iterable[Fault]]
    fix: Callable[[Any], bytes | None] | None = None

    @property
    def why(self) -> str:
        """The docstring of the check: what ``gov explain`` prints."""
        from inspect import getdoc

        return getdoc(self.check) or ""

    def fixed_by(self, fix: Callable[[Any], bytes | None]) -> "Rule":
        """This rule with a safe fix."""
        return self._replace(fix=fix)


def rule(
    code: str,
    sentence: str,
    *,
    severity: Severity = "error",
    scope: Literal["document", "corpus", "schedule", "history"] = "document",
) -> Callable[[Callable[..., Iterable[Fault]]], Rule]:
    """Make a rule of the check below it."""

    def decorate(check: Callable[..., Iterable[Fault]]) -> Rule:
        return Rule(code, sentence, severity, scope, check)

    return decorate


def found_in_reading(
    code: str, sentence: str, *, severity: Severity = "error"
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule of what the reader already found; the function below it says why."""

    def decorate(explained: Callable[[], None]) -> Rule:
        def check(faults: Iterable[Fault]) -> Iterable[Fault]:
            return (fault for fault in faults if fault.code == code)

        check.__doc__ = explained.__doc__
        return Rule(code, sentence, severity, "reading", check)

    return decorate
