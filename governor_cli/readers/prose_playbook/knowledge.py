"""Where artifacts live, and which runbooks there are: paths and links, by the words around them."""

import posixpath
import re
from collections.abc import Iterator

from governor_cli.core.forms import relative_path
from governor_cli.readers.prose_playbook.draft import Draft, Span
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.topics import is_about
from governor_cli.readers.prose_playbook.windows import slug

_PLACES = {
    "checklists": r"checklists?",
    "syncs": r"syncs?\b|meeting[-\s]?(?:notes|minutes)|minutes|agendas?|weekly",
    "roster": (
        r"rosters?|rota\b|on-?call[-\s]?(?:schedule|rota|roster|list|calendar)|schedules?|"
        r"who is on[- ]call"
    ),
    "tasks": r"tasks?\b|follow-?\s?ups?|action[-\s]items?|to-?dos?|backlog",
    "incident_reports": (
        r"root[-\s]cause\w*|rcas?\b|post-?\s?mortems?|incident[-\s]reports?|reports?\b|retrospectives?|"
        r"incident[-\s]reviews?|write-?ups?|incidents?\b|lessons"
    ),
    "metrics": r"metrics?|telemetry|snapshots?|health|measurements?|graphs?|dashboards?|kpis?|statistics",
    "docs": r"docs?\b|documentation|guides?|handbook|wiki|manuals?|knowledge",
}
_RANK = {place: rank for rank, place in enumerate(_PLACES)}
_FIND = {place: re.compile(rf"(?<![a-z])(?:{words})", re.IGNORECASE) for place, words in _PLACES.items()}
_PATH = re.compile(
    r"(?<![\w@/.:-])(?:\./)?[\w.<>{}-]+(?:/[\w.<>{}*-]+)+/?|(?<![\w@/.:-])[\w-]+\.(?:md|json)\b"
)
_GUIDE = (
    r"(?:guides?|runbooks?|playbooks?|handbooks?|manuals?|procedures?|docs?|documents?|instructions?|how-?to)"
)
_FOLLOW = re.compile(
    (
        rf"\b(?:follow|see|consult|use|run|refer to|reference|per|read|work through|as in|open|"
        rf"start)\s+(?:the\s+|our\s+|your\s+)?((?:[\w-]+\s+){{1,3}}?){_GUIDE}\b"
    ),
    re.IGNORECASE,
)
_NAME_END = re.compile(rf"(?:[\s_-]+{_GUIDE})+$", re.IGNORECASE)
_PATTERN_PART = re.compile(r"[<>{}*]|YYYY|\$")
_MOST = 40


def read(draft: Draft, clause: Clause, document: str) -> None:
    """Place the paths and links of a sentence."""
    folder = posixpath.dirname(document)
    for link in clause.links:
        _link(draft, clause, link.text, link.address, folder)
    linked = {link.text for link in clause.links} | {link.address for link in clause.links}
    for path in _paths(clause):
        if path not in linked and not any(path in one for one in linked):
            _path(draft, clause, path, folder)
    _mentioned(draft, clause)


def _paths(clause: Clause) -> Iterator[str]:
    coded = [
        code
        for code in clause.code
        if " " not in code and ("/" in code.strip("/") or re.search(r"\w\.(?:md|json)$|\w/$", code))
    ]
    yield from coded
    if not coded:
        yield from (
            match[0]
            for match in _PATH.finditer(clause.text)
            if match[0].endswith(".json")
            or ("/" in match[0].strip("/.") and re.search(r"\.\w+$|/$|/.+/", match[0]))
        )


def _path(draft: Draft, clause: Clause, path: str, folder: str) -> None:
    at = clause.text.find(path)
    part = Span(max(at, 0), max(at, 0) + len(path))
    if _is_runbook(clause, path):
        _runbook(draft, clause, posixpath.splitext(posixpath.basename(path.rstrip("/")))[0], path, folder)
        return
    place = _place(clause, path, max(at, 0))
    if place is None:
        return
    value = _fit(place, path)
    if value is None:
        draft.refuse(clause, f"`{path}` cannot be the place of {place.replace('_', ' ')}")
    else:
        draft.take(("knowledge", place), value, clause, part)


def _is_runbook(clause: Clause, path: str) -> bool:
    about = is_about("runbooks", *clause.above[:2], clause.label) or re.search(
        r"runbook", clause.text + path, re.IGNORECASE
    )
    return (
        bool(about)
        and path.endswith(".md")
        and not _PATTERN_PART.search(path)
        and not _FIND["roster"].search(path)
    )


def _place(clause: Clause, path: str, at: int) -> str | None:
    """The kind of artifact kept at a path: by the last word before it, its own words, then what follows."""
    if path.endswith(".json"):
        return "tasks" if _FIND["tasks"].search(path) or _FIND["tasks"].search(clause.said) else None
    before, own, after = clause.text[:at], path.replace("_", "-"), clause.text[at + len(path) :]
    for words in (before, clause.label, own, after, " ".join(clause.above[:1])):
        nearest = _last(words) if words is before else _first(words)
        if nearest is not None and not (
            nearest == "docs" and words is before and _first(own) not in {None, "docs"}
        ):
            return nearest
    return None


def _last(words: str) -> str | None:
    """The kind whose word stands nearest to the end; of overlapping words the more special kind."""
    found = [
        (match.end(), -_RANK[place], place)
        for place, pattern in _FIND.items()
        for match in pattern.finditer(words)
    ]
    return max(found)[2] if found else None


def _first(words: str) -> str | None:
    return next((place for place, pattern in _FIND.items() if pattern.search(words)), None)


def _fit(place: str, path: str) -> str | None:
    """The path as front matter keeps it: a folder without its file pattern, a file with its ending."""
    written = path.split("#", maxsplit=1)[0]
    clean = None if ".." in written.split("/") or "://" in written else _inside(written)
    if clean is None:
        return None
    if place in {"roster", "tasks"}:
        ending = ".md" if place == "roster" else ".json"
        return clean if clean.endswith(ending) and not _PATTERN_PART.search(clean) else None
    parts = clean.split("/")
    while parts and (_PATTERN_PART.search(parts[-1]) or re.search(r"\.\w{1,5}$", parts[-1])):
        parts.pop()
    return "/".join(parts) or None


def _inside(path: str) -> str | None:
    """A path in its shortest form; None where it leads out of the repository, or no file can have it."""
    try:
        return relative_path(posixpath.normpath(path))
    except ValueError:
        return None


def _link(draft: Draft, clause: Clause, text: str, address: str, folder: str) -> None:
    if re.match(r"mailto:|#", address):
        return
    name = text or posixpath.basename(address)
    if re.match(r"\w+://|//", address):
        if is_about("runbooks", name, clause.label, *clause.above[:1]):
            _named_runbook(draft, clause, _name(name), None)
        draft.refuse(clause, f"`{address}` is outside the repository")
        return
    path = address.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
    if not path:
        return
    roster = _first(name) if not is_about("runbooks", name) else None
    if roster is None and ("/" in name or name.endswith(".md")) and not _is_runbook(clause, path):
        roster = _place(clause, name, max(clause.text.find(name), 0))
    if roster in {"roster", "incident_reports", "metrics", "checklists", "syncs", "tasks"}:
        value = _fit(
            roster, posixpath.normpath(posixpath.join(folder, path)) if path.startswith(".") else path
        )
        if value is not None:
            draft.take(("knowledge", roster), value, clause)
            return
    _runbook(draft, clause, name, path, folder, relative=True)


def _runbook(
    draft: Draft, clause: Clause, name: str, path: str, folder: str, *, relative: bool = False
) -> None:
    """A runbook with its path, which a link gives relative to the playbook and code relative to the root."""
    near = relative or path.startswith(".") or "/" not in path
    whole = _inside(posixpath.join(folder, path) if near and not path.startswith("/") else path)
    if whole is None:
        draft.refuse(clause, f"`{path}` is outside the repository")
        return
    _named_runbook(draft, clause, _name(name), whole)


def _named_runbook(draft: Draft, clause: Clause, name: str, path: str | None) -> None:
    if name and len(draft.runbooks) < _MOST:
        if name not in draft.runbooks:
            draft.runbooks.append(name)
        draft.take(("runbooks", name), path, clause, general=path is None)


def _name(text: str) -> str:
    """The id of a runbook: its name without the word for runbook."""
    text = re.sub(r"\.(?:md|html?)$", "", text.strip())
    short = _NAME_END.sub("", text)
    return slug(re.sub(r"^(?:the|our)\s+", "", short or text, flags=re.IGNORECASE))[:60].strip("-")


def _mentioned(draft: Draft, clause: Clause) -> None:
    """A runbook that is named and nowhere linked: "follow the incident response guide"."""
    for match in _FOLLOW.finditer(clause.text):
        words = match[1].strip()
        name = _name(words)
        linked = any(words.lower() in link.text.lower() for link in clause.links)
        if (
            name
            and not linked
            and name
            not in {
                "relevant",
                "matching",
                "appropriate",
                "right",
                "correct",
                "relevant-runbook",
                "this",
                "linked",
                "the",
            }
        ):
            part = Span(match.start(), match.end())
            if name not in draft.runbooks and len(draft.runbooks) < _MOST:
                draft.runbooks.append(name)
            draft.take(("runbooks", name), None, clause, part, general=True)
