"""Pages of the documentation: the links in them, and the anchors that forges give their headings."""

import re
from collections.abc import Iterator

from governor_cli.contracts.page import Page, PageLink
from governor_cli.core.document import Document, read
from governor_cli.core.silences import silences

_HTML_ANCHOR = r"<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)"
_LINK_IN_TITLE = r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"
_NO_LETTER = r"[^\w\- ]"


def read_page(path: str, data: bytes) -> Page:
    """A page as rules see it; never raises, on any bytes."""
    document = read(path, data)
    links = (
        PageLink(one.target, one.place.line, one.place.column, one.place.end_line, one.place.end_column)
        for one in document.markdown.links
    )
    return Page(frozenset(_anchors(document)), tuple(links), tuple(silences(document)))


def _anchors(document: Document) -> Iterator[str]:
    seen: dict[str, int] = {}
    for section in document.markdown.sections:
        name = anchor_of(section.title)
        count = seen.get(name, 0)
        seen[name] = count + 1
        yield f"{name}-{count}" if count else name
    if "<" in document.body:
        yield from (match[1].lower() for match in re.finditer(_HTML_ANCHOR, document.body))


def anchor_of(title: str) -> str:
    """The anchor of a heading: what GitHub, GitLab, Gitea and Forgejo agree on.

    Small letters; what is neither letter, digit, hyphen nor underscore is dropped; spaces are hyphens.
    """
    plain = re.sub(_LINK_IN_TITLE, r"\1", title)
    plain = re.sub(r"(?<!\w)_(.+?)_(?!\w)", r"\1", plain)
    return re.sub(_NO_LETTER, "", plain.strip().lower()).replace(" ", "-")
