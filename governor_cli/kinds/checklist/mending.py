"""Safe fixes of a checklist's list: lines put back as they were promised, every other byte kept."""

from collections.abc import Sequence

from governor_cli.core.document import Document, read
from governor_cli.core.text import BOM
from governor_cli.kinds.checklist.body import Line


def missing_added(document: Document, found: Sequence[Line]) -> bytes | None:
    """The file with its missing items, unticked, after the last box."""
    ending = "\r" if document.newline == "\r\n" else ""
    absent = [f"- [ ] {line.text}{ending}" for line in found if line.box is None]
    if not absent:
        return None
    body, boxes = document.markdown.lines, document.markdown.tasks
    at = boxes[-1].line - document.body_line + 1 if boxes else len(body) - (not body[-1])
    return _rewritten(document, [*body[:at], *absent, *(body[at:] or [""])])


def texts_restored(document: Document, found: Sequence[Line]) -> bytes | None:
    """The file with each edited item's text as it was promised; ticks stay."""
    body = document.markdown.lines.copy()
    for line in found:
        if line.edited and line.box:
            at = line.box.line - document.body_line
            written = body[at]
            ending = "\r" if written.endswith("\r") else ""
            body[at] = f"{written[: written.index(']') + 1]} {line.text}{ending}"
    return _rewritten(document, body) if body != document.markdown.lines else None


def _rewritten(document: Document, body: Sequence[str]) -> bytes | None:
    """The whole file with this body; None where the front matter would change as well."""
    head = document.text[: len(document.text) - len(document.body)]
    text = (BOM if document.bom else "") + head + "\n".join(body)
    data = text.encode("utf-8", "surrogatepass")
    return data if document.decodable and read(document.path, data).front == document.front else None
