"""How values of the playbook are put into Markdown: cells, lists of names, what is only assumed."""

from collections.abc import Iterable, Sequence

from governor_cli.policy.model import Assumable


def words(text: str) -> str:
    """Text as it reads, unable to end a cell, open a comment or close a block."""
    return " ".join(text.split()).replace("<!--", "&lt;!--").replace("|", "\\|")


def code(text: str) -> str:
    """Text set as code; what holds a backtick stays words."""
    return words(text) if "`" in text else f"`{words(text)}`"


def joined(names: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    all_names = list(names)
    if len(all_names) < 2:  # noqa: PLR2004 - two names are the first that need a word between
        return "".join(all_names)
    return f"{', '.join(all_names[:-1])} {last} {all_names[-1]}"


def said(part: Assumable, key: str, text: str) -> str:
    """The text of a key, marked where nobody has confirmed it."""
    return f"{text} (assumed)" if text and key in part.assumed else text


def table(header: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table with one row a line; its cells are escaped already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)
