"""Apply the safe fixes of rules to the work tree, or show what they would change."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from governor_cli.adapters import files
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.subject import Subject
from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError
from governor_cli.core.finding import Finding
from governor_cli.policy.model import Playbook
from governor_cli.workflows import catalogue
from governor_cli.workflows.repository.reading import Repository, record_of

_AROUND = 3
"""Lines of a diff that are shown around a change."""
Step = tuple[str, int, int, int, int]
"""What becomes of lines (equal, replace, delete, insert): from and to in the old file, and in the new."""
_UNQUOTED = re.compile(r'[^\x00-\x1f\x7f"\\\ud800-\udfff]*')
_PLAIN = (0x23, 0x5B)
"""Bytes that stand for themselves between quotes, from `#` to `[`: the others are written as numbers."""
_ROUNDS = 10
"""A fix may show the next one; a file that is not at rest by then has fixes that disagree."""


class Fixed(NamedTuple):
    """A file (relative to the root of the gov repository) before and after its fixes."""

    document: Document
    data: bytes
    codes: tuple[str, ...]


def fixes(repository: Repository, findings: Iterable[Finding]) -> Iterator[Fixed]:
    """What the safe fixes behind these findings would change, file by file."""
    prefix = repository.workspace.prefix
    wanted: dict[str, set[str]] = {}
    for finding in findings:
        if finding.path.startswith(prefix):
            wanted.setdefault(finding.path[len(prefix) :], set()).add(finding.code)
    policy = repository.survey.policy
    for path, codes in wanted.items():
        if repository.exists(path):
            fixed = _fixed(repository.document(path), codes, policy)
            if fixed.codes:
                yield fixed


def _fixed(original: Document, codes: set[str], policy: Playbook | None) -> Fixed:
    document = original
    applied: dict[str, None] = {}
    for _ in range(_ROUNDS):
        step = _step(document, codes, policy)
        if step is None:
            break
        code, data = step
        applied[code] = None
        document = read(document.path, data)
    return Fixed(original, document.data, tuple(applied))


def _step(document: Document, codes: set[str], policy: Playbook | None) -> tuple[str, bytes] | None:
    record = record_of(document)
    if record is None or document.kind is None:
        return None
    subject = Subject(document, record, policy)
    for rule in catalogue.document_rules(document.kind):
        if rule.fix is None or rule.code not in codes:
            continue
        try:
            data = rule.fix(subject)
        except GovError:
            continue  # an edit that would change more than it should is not a safe one
        if data is not None and data != document.data:
            return rule.code, data
    return None


def write_fixes(workspace: Workspace, fixed: Iterable[Fixed]) -> list[Fixed]:
    """Write the fixed files; each is replaced only if it is still what was judged."""
    written: list[Fixed] = []
    for one in fixed:
        files.replace(files.inside(workspace.root, one.document.path), one.document.data, one.data)
        written.append(one)
    return written


def difference(fixed: Fixed, prefix: str) -> str:
    """A unified diff of one fixed file, as ``git apply`` takes it."""
    path = prefix + fixed.document.path
    old, new = _lines(fixed.document.data), _lines(fixed.data)
    shown = [f"--- {_named(f'a/{path}')}\n", f"+++ {_named(f'b/{path}')}\n"]
    for steps in _changes(old, new):
        (_, old_start, _, new_start, _), (_, _, old_end, _, new_end) = steps[0], steps[-1]
        shown.append(f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@\n")
        for tag, i1, i2, j1, j2 in steps:
            gone, come = ("", " ") if tag == "equal" else ("-", "+")
            shown += [f"{gone}{line}" for line in old[i1:i2] if gone]
            shown += [f"{come}{line}" for line in new[j1:j2]]
    unended = "\n\\ No newline at end of file\n"
    return "".join(line if line.endswith("\n") else line + unended for line in shown) if old != new else ""


def _lines(data: bytes) -> list[str]:
    """Lines as git counts them: a form feed or U+2028 ends none."""
    *whole, rest = data.decode("utf-8", "surrogateescape").split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


def _named(path: str) -> str:
    """A path as git writes it in a patch: quoted where it would be misread, a tab after one with spaces."""
    data = path.encode("utf-8", "surrogateescape")
    if _UNQUOTED.fullmatch(path):
        return f"{path}\t" if " " in path else path
    shown = (chr(byte) if _PLAIN[0] <= byte <= _PLAIN[1] else f"\\{byte:03o}" for byte in data)
    return f'"{"".join(shown)}"'


def _changes(old: list[str], new: list[str]) -> Iterator[list[Step]]:
    """The changes, those that are close to each other together, with the lines around them."""
    near: list[Step] = []
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag == "equal" and i2 - i1 > 2 * _AROUND:
            yield [*near, (tag, i1, i1 + _AROUND, j1, j1 + _AROUND)]
            near = [(tag, i2 - _AROUND, i2, j2 - _AROUND, j2)]
        else:
            near.append((tag, i1, i2, j1, j2))
    yield near


def _steps(old: list[str], new: list[str]) -> Iterator[Step]:
    """From the lines before the first change to those after the last.

    Only what lies between the two is compared: that costs far more than reading, and a long file
    mostly changes in one place.
    """
    from difflib import SequenceMatcher

    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    last = next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)
    before, after = min(first, _AROUND), min(last, _AROUND)
    yield "equal", first - before, first, first - before, first
    between = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last])
    for tag, i1, i2, j1, j2 in between.get_opcodes():
        yield tag, first + i1, first + i2, first + j1, first + j2
    yield "equal", len(old) - last, len(old) - last + after, len(new) - last, len(new) - last + after


def _range(start: int, end: int) -> str:
    """Where a part lies: its first line, counted from 1, and how many there are."""
    return f"{start + (start < end)},{end - start}"
