"""Safe fixes of a checklist's list: lines put back as they were promised, every other byte kept."""

from collections.abc import Mapping, Sequence

from governor_cli.core.document import Document, read
from governor_cli.core.text import BOM
from governor_cli.kinds.checklist.body import Line


def missing_added(document: Document, found: Sequence[Line]) -> bytes | None:
    """The file with its missing items, unticked, each before the item it was promised before."""
    if all(line.box for line in found):
        return None
    ending = "\r" if document.newline == "\r\n" else ""
    body: list[str] = []
    rest, back = document.markdown.lines, _back(document, found)
    for number in range(len(rest) + 1):
        body += [f"- [ ] {text}{ending}" for text in back.get(number, ())]
        body += rest[number : number + 1]
    if len(rest) in back:  # the last line had no end
        body.append("")
    return _rewritten(document, body)


def _back(document: Document, found: Sequence[Line]) -> Mapping[int, Sequence[str]]:
    """Number of a line of the body -> the texts that belong before it."""
    body, boxes = document.markdown.lines, document.markdown.tasks
    at = _after(body, boxes[-1].line - document.body_line) if boxes else len(body) - (not body[-1])
    back: dict[int, list[str]] = {}
    for line in reversed(found):
        if line.box is None:
            back.setdefault(at, []).insert(0, line.text)
        else:
            at = line.box.line - document.body_line
    return back


def _after(body: Sequence[str], box: int) -> int:
    """The line below a box, and below what is indented under it."""
    below = range(box + 1, len(body))
    return next((at for at in below if not body[at].strip() or not body[at][0].isspace()), len(body))


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
