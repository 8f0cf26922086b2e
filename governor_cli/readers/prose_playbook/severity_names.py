"""What a team calls its severities: P0, SEV-1, S3, "Critical (P1)", High; and where a text means which."""

import re
from typing import NamedTuple

_FAMILIES = {
    "p": r"p|prio|priority",
    "s": r"s|sev|severity",
    "l": r"l|lvl|level|tier|t|class|cat|category",
}
_NUMBERED = (
    r"(?P<family>priority|prio|severity|sev|level|lvl|tier|class|category|cat|"
    r"[pslt])[\s_.-]{0,2}(?P<number>\d)(?!\w|\.\d)"
)
_ANY_NUMBERED = re.compile(rf"(?<![\w#@])(?<![A-Za-z][/.-]){_NUMBERED}", re.IGNORECASE)
_START = re.compile(rf"\W*{_NUMBERED}(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
WORDS = (
    "catastrophic", "blocker", "emergency", "critical", "urgent", "highest", "severe", "high", "major",
    "significant", "elevated", "moderate", "medium", "normal", "standard", "minor", "low", "lowest",
    "trivial", "cosmetic", "informational",
)  # fmt: skip
"""Severities in words, most severe first."""
_COLOURS = ("red", "orange", "amber", "yellow", "green", "blue")
_WORDED = re.compile(
    (
        rf"\W*(?P<word>{'|'.join((*WORDS, *_COLOURS))})\b(?:[\s-]+(?:priority|severity|impact|urgency|"
        rf"incidents?|issues?|level|alert))?(?P<rest>.*)"
    ),
    re.IGNORECASE | re.DOTALL,
)
_NOUN = (
    r"(?:[\s-]+(?:priority|severity|impact|incidents?|issues?|tickets?|cases?|alerts?|requests?|ones?|level))"
)
_EVERY = re.compile(
    r"\b(?:all|every|any)\s+(?:other\s+)?(?:incidents?|severit\w+|priorit\w+|levels?)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    (
        r"\b(?:(?:all|any|every)\s+(?:the\s+)?(?:other|others|remaining|lower)(?:\s+(?:incidents?|"
        r"severit\w+|priorit\w+|levels?))?|the rest|everything else|otherwise|others)\b"
    ),
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:/|,|&|\+|\band\b|\bor\b|,\s*and\b)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\bthrough\b|\.\.\.?)\s*", re.IGNORECASE)
_UPWARD = re.compile(r"\s*(?:\+|\(?(?:and|or)\s+(?:above|higher|up|worse|more\s+severe))", re.IGNORECASE)
_DOWNWARD = re.compile(r"\s*\(?(?:and|or)\s+(?:below|lower|down|under|less\s+severe|beyond)", re.IGNORECASE)
_LONGEST_ALIAS = 5


class Named(NamedTuple):
    """A severity as somebody wrote it: ``key`` is the same for "SEV-1", "Sev 1" and "S1"."""

    id: str
    key: str
    alias: str


class Mention(NamedTuple):
    """Severities that a text means, and where it says so."""

    ids: tuple[str, ...]
    start: int
    end: int


def severity_name(text: str, header: str = "") -> Named | None:
    """The severity that a heading, a lead or a cell is about; a bare number needs a header that says so."""
    text = text.strip()
    numbered = _START.match(text)
    if numbered:
        alias = _alias(numbered["rest"])
        return None if alias is None else Named(_spelled(numbered), _key(numbered), alias)
    worded = _WORDED.match(text)
    if worded:
        inner = _ANY_NUMBERED.search(worded["rest"])
        if inner and len(worded["rest"].split()) <= 3:
            return Named(_spelled(inner), _key(inner), worded["word"].lower())
        alias = _alias(worded["rest"])
        word = worded["word"].title()
        # "Critical services" is no severity; "Critical" is, and so is "Critical (outage)".
        short = alias is not None and (not alias or not re.match(r"\s*\w", worded["rest"]))
        return Named(word, word.lower(), "") if short else None
    bare = re.fullmatch(r"\W*(\d)\b\W*(.*)", text, re.DOTALL)
    if bare and re.search(r"sev|prio|level|tier|class|\bp\b", header, re.IGNORECASE):
        prefix = "P" if re.search(r"prio|\bp\b", header, re.IGNORECASE) else "SEV"
        return Named(f"{prefix}{bare[1]}", f"{prefix[0].lower()}{bare[1]}", bare[2].strip().lower())
    return None


def _alias(rest: str) -> str | None:
    """The words beside the number, lower case; None where they are a sentence of their own."""
    words = re.findall(r"\w+", rest)
    return " ".join(words).lower() if len(words) <= _LONGEST_ALIAS else None


def _spelled(match: re.Match[str]) -> str:
    family, number = match["family"], match["number"]
    if len(family) > 4 or family.lower() in {"prio", "lvl", "tier", "cat"}:
        return f"{ {'p': 'P', 's': 'SEV', 'l': 'L'}[_family(family)] }{number}"
    between = "-" if "-" in match.string[match.end("family") : match.start("number")] else ""
    return f"{family.upper()}{between}{number}"


def _family(word: str) -> str:
    return next(letter for letter, names in _FAMILIES.items() if re.fullmatch(names, word, re.IGNORECASE))


def _key(match: re.Match[str]) -> str:
    return _family(match["family"]) + match["number"]


class SeverityNames:
    """The severities of one playbook, and every spelling that means one of them."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._keys: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def add(self, named: Named) -> str:
        """Learn a severity, and give the id it goes by."""
        known = self.find(named)
        if known is None:
            known = named.id
            self.ids.append(known)
            self._keys[named.key] = known
        for word in (named.alias.split(" ")[0], named.alias):
            if word.split(" ")[0] in {*WORDS, *_COLOURS}:
                self._words.setdefault(word, known)
        if named.key.isalpha():
            self._words.setdefault(named.key, known)
        return known

    def find(self, named: Named) -> str | None:
        """The id of a severity that is known under some spelling."""
        return self._keys.get(named.key) or self._words.get(named.key)

    def sort(self) -> None:
        """Most severe first: by number, or by the usual order of words."""
        order = {word.title(): rank for rank, word in enumerate((*WORDS, *_COLOURS))}
        numbers = {self._keys[key]: int(key[1:]) for key in self._keys if key[1:].isdigit()}
        if len(numbers) == len(self.ids) and len({key[0] for key in self._keys}) == 1:
            self.ids.sort(key=lambda one: numbers[one])
        elif all(one in order for one in self.ids):
            self.ids.sort(key=lambda one: order[one])

    def meant(self, text: str) -> list[Mention]:
        """The severities that a text speaks of, in order, neighbours joined: "P0/P1", "SEV2 and above"."""
        found = sorted([*self._numbered(text), *self._worded(text)], key=lambda one: one.start)
        found += [
            Mention(tuple(self.ids), one.start(), one.end()) for one in _EVERY.finditer(text) if not found
        ]
        others = tuple(one for one in self.ids if found and all(one not in mention.ids for mention in found))
        found += [Mention(others, one.start(), one.end()) for one in _OTHERS.finditer(text) if others]
        found.sort(key=lambda one: one.start)
        joined: list[Mention] = []
        for one in found:
            last = joined[-1] if joined else None
            between = text[last.end : one.start] if last else ""
            if last and one.start < last.end:
                continue
            if last and _JOIN.fullmatch(between):
                joined[-1] = Mention(tuple(dict.fromkeys((*last.ids, *one.ids))), last.start, one.end)
            elif last and _RANGE.fullmatch(between):
                joined[-1] = Mention(
                    (*last.ids[:-1], *self._between(last.ids[-1], one.ids[0])), last.start, one.end
                )
            else:
                joined.append(one)
        return [self._open_ended(one, text) for one in joined]

    def rest(self, text: str, before: list[str]) -> list[str]:
        """The severities that "the rest" means after other sentences named some."""
        if not _OTHERS.search(text):
            return []
        named = {one for sentence in before for one in self.ids_in(sentence)}
        return [one for one in self.ids if one not in named] if named else []

    def ids_in(self, text: str) -> list[str]:
        """Every severity a text speaks of, once, in the playbook's order."""
        named = {one for mention in self.meant(text) for one in mention.ids}
        return [one for one in self.ids if one in named]

    def _numbered(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        for match in _ANY_NUMBERED.finditer(text):
            one = self._keys.get(_key(match))
            if one is None:
                continue
            found.append(Mention((one,), match.start(), match.end()))
            found += self._short(text, match)
        return found

    def _short(self, text: str, match: re.Match[str]) -> list[Mention]:
        """The bare numbers of "SEV1/2" and "P0-2"."""
        found: list[Mention] = []
        at, letter = match.end(), _key(match)[0]
        while more := re.compile(
            r"\s?[/&,–-]\s?(\d)(?![\d\w:.%])(?!\s*(?:min|h|hour|day|sec|business))", re.IGNORECASE
        ).match(text, at):
            one = self._keys.get(letter + more[1])
            if one is None:
                break
            found.append(Mention((one,), more.start(1), more.end()))
            at = more.end()
        return found

    def _worded(self, text: str) -> list[Mention]:
        if not self._words:
            return []
        words = "|".join(sorted(map(re.escape, self._words), key=len, reverse=True))
        # A severity's word is also an everyday word: "critical data loss" is none.
        pattern = (
            rf"(?<![\w-])(?:(?P<word>{words})(?:{_NOUN}|(?=\s*(?:[:,/()&+;.–—-]|$|\b(?:and|or|are|is|gets?|"
            rf"must|needs?|within|every|in)\b))))"
        )
        return [
            Mention((self._words[match["word"].lower()],), match.start(), match.end())
            for match in re.finditer(pattern, text, re.IGNORECASE)
        ]

    def _between(self, first: str, last: str) -> list[str]:
        start, end = self.ids.index(first), self.ids.index(last)
        return self.ids[min(start, end) : max(start, end) + 1]

    def _open_ended(self, one: Mention, text: str) -> Mention:
        up, down = _UPWARD.match(text, one.end), _DOWNWARD.match(text, one.end)
        if up:
            return Mention(tuple(self._between(self.ids[0], one.ids[-1])), one.start, up.end())
        if down:
            return Mention(tuple(self._between(one.ids[0], self.ids[-1])), one.start, down.end())
        return one
