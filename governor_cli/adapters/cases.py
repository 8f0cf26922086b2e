"""The rules' own test cases, read again as the examples that ``gov explain`` shows."""

from pathlib import Path

from governor_cli.contracts.example import Example

_PACKAGE = Path(__file__).parent.parent
_FOLDERS = (_PACKAGE / "_cases", _PACKAGE.parent / "tests" / "cases")
"""Inside an installed wheel, and in a checkout."""


def examples(code: str) -> tuple[list[Example], list[Example]]:
    """The good and the bad examples of a rule, the plainest (``good.md``, ``bad.md``) first."""
    folder = next((found for found in _FOLDERS if found.is_dir()), _FOLDERS[-1]) / code
    return _named(folder, "good"), _named(folder, "bad")


def _named(folder: Path, prefix: str) -> list[Example]:
    cases = [case for case in folder.glob(f"{prefix}*") if case.is_dir() or case.suffix == ".md"]
    return [
        _example(case) for case in sorted(cases, key=lambda case: (case.is_dir(), len(case.stem), case.stem))
    ]


def _example(case: Path) -> Example:
    expected = case.with_suffix(".expected")
    said = _read(expected) if expected.is_file() else ""
    return Example(case.name, _repository(case) if case.is_dir() else _read(case), said)


def _repository(case: Path) -> str:
    files = sorted(file for file in case.rglob("*") if file.is_file())
    return "\n".join(f"==> {file.relative_to(case).as_posix()} <==\n{_read(file)}" for file in files)


def _read(file: Path) -> str:
    return file.read_bytes().decode(errors="replace")
