"""What is said about silences themselves: they need a reason, and a finding to silence."""

from governor_cli.contracts.rule import found_in_reading


@found_in_reading("SIL001", "a silence silences something", severity="warning")
def used_silence() -> None:
    """A silence that outlived its finding hides the next one of that kind.

    Remove the comment.
    """


@found_in_reading("SIL002", "a silence has a reason")
def reasoned_silence() -> None:
    """Whoever reads the file next year must know why the finding was accepted.

    Write ``# gov: allow CODE because ...`` in front matter, or
    ``<!-- gov: allow CODE because ... -->`` in the body.
    """


@found_in_reading("SIL003", "a silence names a rule that exists")
def known_silence() -> None:
    """A misspelt code silences nothing; ``gov rules`` lists them."""


RULES = (used_silence, reasoned_silence, known_silence)
