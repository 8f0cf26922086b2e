"""Words without their Markdown: what a heading, a label or a title says."""

import re
from typing import Final

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|!?\[([^\[\]]*)\]\[[^\[\]]*\]")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]{0,200}>", re.DOTALL)
_MARK = re.compile(r"(?<!\\)(?:\*{1,3}|`+|~~)|(?<![\w\\])_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef]")
_KEY = re.compile(r"[^a-z0-9]+")

LONGEST_TITLE: Final = 200
_LOOKED_AT: Final = 5_000
"""Characters of a text that are looked at: a title, a label or a time is shorter by far."""


def plain(markdown: str) -> str:
    """One line of words: links give their text, marks, tags and control characters are gone."""
    text = _LINK.sub(lambda link: link[1] or link[2] or "", markdown[:_LOOKED_AT])
    text = _ESCAPE.sub(r"\1", _MARK.sub("", _TAG.sub(" ", text)))
    return " ".join(_CONTROL.sub(" ", text).split())


def key(text: str) -> str:
    """Lower-case words with single blanks: how labels and titles are compared."""
    return _KEY.sub(" ", text.casefold()).strip()


def title_of(text: str) -> str:
    """Words as a title: cut at a word where they are too many."""
    words = plain(text).strip(" #:")
    if len(words) <= LONGEST_TITLE:
        return words
    cut = words[:LONGEST_TITLE]
    return f"{cut.rpartition(' ')[0] or cut}…"
