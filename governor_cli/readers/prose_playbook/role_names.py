"""What a team calls its roles, and which of them a phrase means."""

import re

from governor_cli.readers.prose_playbook.windows import slug

_TITLE = (
    r"(?:managers?|leads?|heads?|directors?|officers?|engineers?|operators?|owners?|vps?|c[a-z]o|ciso|liaisons?|commanders?|"
    r"on-?calls?|support|teams?|desk|sres?|dbas?|devops|staff|manager|chiefs?|president|coordinators?|specialists?|analysts?|"
    r"architects?|administrators?|admins?|responders?|captains?|stewards?|scribes?|deput(?:y|ies)|legal|security|press|pr|hr|executives?|execs?|"
    r"developers?|founders?|counsel|product|marketing|communications?|finance|operations|leadership|stakeholders?|customers?|pm|em|tpm|ic|im)"
)
_SMALL_WORDS = re.compile(
    r"^(?:the|our|a|an|any|all|then|and|also|both|page|call|notify|inform|contact|tell|to|via|cc)\s+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:n/?a|none|nobody|no\s?one|tbd|tba|optional|-+|not\s+(?:applicable|required|needed))?\W*$",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_MOST_WORDS = 6
_LONGEST = 60


def is_nobody(text: str) -> bool:
    """Whether a cell says that there is nobody: empty, a dash, n/a, none."""
    return bool(_NOBODY.match(text))


def is_role(text: str) -> bool:
    """Whether a cell looks like the name of a role, or a few."""
    parts = split_names(text)
    return bool(parts) and len(text) <= 2 * _LONGEST and all(_short(part) for part in parts)


def _short(name: str) -> bool:
    return (
        len(name.split()) <= _MOST_WORDS
        and bool(re.search(r"[A-Za-z]", name))
        and not re.search(r"[.!?]\s|\d{2}|[#@/]\w", name)
    )


def is_title(text: str) -> bool:
    """Whether a phrase has a word that job titles are made of."""
    return bool(re.search(rf"\b{_TITLE}\b", text, re.IGNORECASE))


def split_names(text: str) -> list[str]:
    """The names in a list such as "CTO, Head of Product and the SRE lead"."""
    text = _PARENTHESES.sub("", text).strip(" .;:")
    parts = re.split(
        r"\s*(?:,\s*and\b|,|;|\s/\s|\+|→|->|=>|\bthen\b|\bplus\b|\bas well as\b|\balong with\b)\s*",
        text,
        flags=re.IGNORECASE,
    )
    names = [name for part in parts for name in _at_and(part)]
    return [clean for name in names if (clean := bare(name)) and not is_nobody(clean)]


def _at_and(text: str) -> list[str]:
    """Split at "and" or "&" where both sides stand for somebody: not "Head of Trust and Safety"."""
    halves = re.split(r"\s+(?:and|&)\s+", text)
    if len(halves) == 1:
        return halves
    if re.match(
        r"(?:the\s+)?(?:head|vp|director|manager|lead)\s+of\b", halves[0], re.IGNORECASE
    ) and not is_title(halves[-1]):
        return [text]
    return halves


def bare(name: str) -> str:
    """A name without articles, verbs and marks around it."""
    name = re.sub(r"[*`\"“”]", "", name).strip(" .;:-–—")
    while (shorter := _SMALL_WORDS.sub("", name)) != name:
        name = shorter
    return name.strip()


def aside(text: str) -> str:
    """What stands in parentheses."""
    return "; ".join(_PARENTHESES.findall(text))


class RoleNames:
    """The roles of one playbook: ids, names, and the short forms they go by."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._short: dict[str, str] = {}

    @property
    def ids(self) -> list[str]:
        """In the order they were met."""
        return list(self.names)

    def add(self, name: str) -> str:
        """Learn a role by its name ("Incident Commander (IC)") and give its id."""
        full, short = bare(_PARENTHESES.sub("", name))[:_LONGEST], aside(name)
        role = slug(full) or "role"
        self.names.setdefault(role, full)
        if re.fullmatch(r"[A-Z][A-Za-z]{1,4}", short):
            self._short.setdefault(short.lower(), role)
        return role

    def find(self, phrase: str) -> list[str]:
        """The known roles that a phrase means: one by its name, several by a plural ("Operators")."""
        wanted = slug(bare(phrase))
        if not wanted:
            return []
        if wanted in self.names:
            return [wanted]
        if wanted in self._short:
            return [self._short[wanted]]
        single = _singular(wanted)
        if single in self.names:
            return [single]
        if single != wanted:
            several = [role for role in self.names if role == single or role.endswith(f"-{single}")]
            if several:
                return several
        return self._by_part(wanted)

    def _by_part(self, wanted: str) -> list[str]:
        """A role called by part of its name, where only one fits: "primary" for "Primary Operator"."""
        fits = [role for role in self.names if role.startswith(f"{wanted}-") or role.endswith(f"-{wanted}")]
        return fits if len(fits) == 1 else []

    def mentioned(self, text: str) -> list[str]:
        """The known roles that a sentence names in full or in the plural, in the order of the text."""
        words = f"-{slug(text)}-"
        found: dict[int, list[str]] = {}
        for role in self.names:
            for form in (f"-{role}-", f"-{role}s-"):
                if form in words:
                    found.setdefault(words.index(form), []).append(role)
        for word in set(re.findall(r"-([a-z]{4,}s)(?=-)", words)):
            several = self.find(word)
            if several and f"-{_singular(word)}" in "".join(f"-{role}" for role in several):
                found.setdefault(words.index(f"-{word}-"), []).extend(several)
        return list(dict.fromkeys(role for at in sorted(found) for role in found[at]))


def _singular(word: str) -> str:
    return re.sub(r"ies$", "y", word) if word.endswith("ies") else word.removesuffix("s")
