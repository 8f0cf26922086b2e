"""Markdown as an outline of sections, tables, lists and sentences, each with its line in the file."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from governor_cli.readers.prose_playbook.sentences import Prose, lines_of, prose_of

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
from governor_cli.readers.prose_playbook.page import Bullets, Item, Outline, Row, Section, Table

LONGEST = 200_000
"""Characters that are read; a playbook people wrote is a tenth of that."""


LONGEST_PARAGRAPH = 20_000
"""Characters of one paragraph, list point or cell that are read."""


LONGEST_LABEL = 400
"""Characters between the brackets of a link, which may hold three brackets inside each other."""


DEEPEST = 40
"""Levels of nesting that are read; the parser's own stack is safe far beyond."""


_LONGEST_INTRO = 160


_FRONT = re.compile(r"\A(?:---[ \t]*\n(.*?)^---|\+\+\+[ \t]*\n(.*?)^\+\+\+)[ \t]*$", re.DOTALL | re.MULTILINE)


_FRONT_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(.+?)[ \t]*$", re.MULTILINE)


_BRACKETS = re.compile(r"[\[\]]")


_DEEPEST_LABEL = 3


_BOX = re.compile(r"\A\[([ xX])\](?:\s+|\Z)")


_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]{0,200}>", re.DOTALL)


def read_page(text: str) -> Outline:
    """Read Markdown; never raises, whatever the text holds."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)
    cuts = [text.count("\n", 0, LONGEST) + 1] if len(text) > LONGEST else []
    text = _without_lone_brackets(text[:LONGEST])
    front = _FRONT.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    builder = _Builder()
    builder.walk(SyntaxTreeNode(parser.parse(text)).children, (), top=True)
    named = _FRONT_TITLE.search(front[0]) if front else None
    title = named[1].strip("\"'") if named else builder.title
    return Outline(title, 1 if named else builder.title_line, builder.sections, [*builder.cuts, *cuts])


def _without_lone_brackets(text: str) -> str:
    """The text with a parenthesis for each bracket that ends nowhere near.

    The parser would look for its end through the whole paragraph, again for each of them.
    """
    kept: set[int] = set()
    opened: list[int] = []
    for bracket in _BRACKETS.finditer(text):
        at = bracket.start()
        if bracket[0] == "[":
            opened.append(at)
        elif opened and at - (start := opened.pop()) <= LONGEST_LABEL and len(opened) < _DEEPEST_LABEL:
            kept.add(start)
        if bracket[0] == "]" and opened and at - opened[-1] > LONGEST_LABEL:
            opened.clear()
    return _BRACKETS.sub(lambda one: "(" if one[0] == "[" and one.start() not in kept else one[0], text)


class _Builder:
    """Walks the parser's tree once and fills the sections."""

    def __init__(self) -> None:
        self.sections = [Section(None, 0, ())]
        self.title = ""
        self.title_line = 1
        self.cuts: list[int] = []
        self.open: list[Section] = []

    def walk(self, nodes: "Iterable[SyntaxTreeNode]", parents: tuple[str, ...], *, top: bool) -> None:
        intro: tuple[str, ...] = ()
        for node in nodes:
            before, intro = intro, _intro(node)
            if node.type == "heading":
                self.heading(_prose(node, ()), int(node.tag[1]))
            elif node.type == "paragraph":
                for part, line in lines_of(self.marked(node)):
                    prose = prose_of(part, _first_line(node) + line, (*parents, *self.above))
                    self.paragraph(prose, top=top)
            elif node.type in {"bullet_list", "ordered_list"}:
                self.bullets(node, (*before, *parents), top=top)
            elif node.type == "table":
                self.table(node, before, top=top)
            elif node.type == "html_block":
                self.html(node, parents)
            elif node.type == "blockquote":
                self.walk(node.children, parents, top=False)

    def marked(self, node: "SyntaxTreeNode") -> str:
        words = _marked(node)
        if len(words) > LONGEST_PARAGRAPH:
            self.cuts.append(_first_line(node))
        return words[:LONGEST_PARAGRAPH]

    @property
    def above(self) -> tuple[str, ...]:
        return self.sections[-1].above

    def heading(self, prose: Prose, level: int) -> None:
        if level == 1 and not self.title:
            self.title, self.title_line = prose.text, prose.line
        while self.open and self.open[-1].level >= level:
            self.open.pop()
        outer = self.open[-1] if self.open else self.sections[0]
        # The document's own title says what all of it is about, so it tells nothing about a part.
        above = outer.above if outer.level > 1 else ()
        self.sections.append(Section(prose, level, (prose.text, *above)))
        self.open.append(self.sections[-1])

    def paragraph(self, prose: Prose, *, top: bool) -> None:
        if top and prose.all_bold and prose.text:
            self.heading(prose, 7)
        else:
            self.sections[-1].paragraphs.append(prose)

    def html(self, node: "SyntaxTreeNode", parents: tuple[str, ...]) -> None:
        plain = _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), node.content)
        if plain.strip():
            prose = prose_of(plain, _first_line(node), (*parents, *self.above))
            self.sections[-1].paragraphs.append(prose)

    def bullets(self, node: "SyntaxTreeNode", parents: tuple[str, ...], *, top: bool) -> list[Item]:
        above = (*parents, *self.above)
        first, last = node.map or (0, 0)
        group = Bullets([], first + 1, last, top, above)
        self.sections[-1].lists.append(group)
        group.items.extend(self.item(child, parents) for child in node.children)
        # The parser counts the blank lines after a list to the list.
        while group.last_line > group.first_line and group.last_line > _last_line(node):
            group.last_line -= 1
        return group.items

    def item(self, node: "SyntaxTreeNode", parents: tuple[str, ...]) -> Item:
        head = next((child for child in node.children if child.type == "paragraph"), None)
        line = _first_line(node)
        above = (*parents, *self.above)
        marked = self.marked(head) if head else ""
        box = _BOX.match(marked)
        (head_text, _), *more = lines_of(marked[box.end() :] if box else marked)
        prose = prose_of(head_text, line, above)
        item = Item(prose, box[1] != " " if box else None)
        within = (prose.lead or prose.text, *parents)
        item.children += [
            Item(prose_of(part, line + lines, (*within, *self.above)), None) for part, lines in more
        ]
        for child in node.children:
            if child is head:
                continue
            if child.type in {"bullet_list", "ordered_list"}:
                item.children.extend(self.bullets(child, within, top=False))
            elif child.type == "paragraph":
                item.children.append(Item(_prose(child, (*within, *self.above)), None))
            else:
                self.walk([child], within, top=False)
        return item

    def table(self, node: "SyntaxTreeNode", before: tuple[str, ...], *, top: bool) -> None:
        head, *body = node.children
        header = [_prose(cell, ()).text for cell in head.children[0].children]
        rows = [self.row(row, header) for part in body for row in part.children]
        first, last = node.map or (0, 0)
        self.sections[-1].tables.append(Table(header, rows, first + 1, last, top, (*before, *self.above)))

    def row(self, node: "SyntaxTreeNode", header: list[str]) -> Row:
        line = _first_line(node)
        cells = [
            prose_of(self.marked(cell), line, self.above, label=label, cell=True)
            for cell, label in zip(node.children, header, strict=False)
        ]
        empty = [prose_of("", line, self.above, cell=True) for _ in header[len(cells) :]]
        return Row(line, [*cells, *empty])


def _first_line(node: "SyntaxTreeNode") -> int:
    return (node.map or (0, 0))[0] + 1


def _intro(node: "SyntaxTreeNode") -> tuple[str, ...]:
    """The words of a paragraph that only leads to what follows: "Escalation:"."""
    text = _prose(node, ()).text if node.type == "paragraph" else ""
    return (text.rstrip(":"),) if text.endswith(":") and len(text) < _LONGEST_INTRO else ()


def _last_line(node: "SyntaxTreeNode") -> int:
    """The last line with something on it, from 1."""
    inner = [_last_line(child) for child in node.children if child.type != "inline" and child.map]
    return inner[-1] if inner else (node.map or (0, 0))[1]


def _prose(node: "SyntaxTreeNode", above: tuple[str, ...]) -> Prose:
    return prose_of(_marked(node), _first_line(node), above)


def _marked(node: "SyntaxTreeNode") -> str:
    """The words of a node with marks around code, links and bold, for ``prose_of``."""
    inline = next((child for child in node.children if child.type == "inline"), None)
    return "" if inline is None else "".join(_spans(inline.children))


_AROUND = {"strong": ("\x05", "\x06"), "em": ("", "")}


_PLAIN = {"softbreak": "\n", "hardbreak": "\x1e"}


def _spans(nodes: "Iterable[SyntaxTreeNode]") -> Iterator[str]:
    for node in nodes:
        if node.type == "code_inline":
            yield f"\x01{node.content}\x02"
        elif node.type == "link":
            yield "\x03" + "".join(_spans(node.children)) + f"\x04{node.attrGet('href') or ''}\x07"
        elif node.type in _AROUND:
            before, after = _AROUND[node.type]
            yield before + "".join(_spans(node.children)) + after
        elif node.type == "html_inline":
            yield "\x1e" if node.content.lower().startswith("<br") else ""
        else:
            yield _PLAIN.get(node.type, node.content)
