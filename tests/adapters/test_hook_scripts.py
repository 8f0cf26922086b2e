"""Lines that start gov, in the languages in which people write hooks."""

import pytest

from governor_cli.adapters.hook_scripts import finds, starts_of_gov, text_of


@pytest.mark.parametrize(
    ("text", "programs"),
    [
        ("gov hook run", ["gov"]),
        ("  exec /opt/tools/gov hook run", ["/opt/tools/gov"]),
        ("if [ -x '/o p/gov' ]; then exec '/o p/gov' hook run; fi", ["/o p/gov"]),
        ('"/o p/gov" hook run "$@"', ["/o p/gov"]),
        ("/usr/bin/python3 -P -m governor_cli hook run", ["/usr/bin/python3"]),
        ("python -m governor_cli  hook  run", ["python"]),
        ("uv run gov hook run", ["uv"]),
        ("poetry run gov hook run && gov hook run", ["poetry", "gov"]),
        ("- {id: gov, entry: gov hook run, language: system}", ["gov"]),
        ("pre-commit: {commands: {gov: {run: gov hook run}}}", ["gov"]),
        ('[pre-commit.commands.gov]\nrun = "gov hook run"', ["gov"]),
        ('{"pre-commit": {"commands": {"gov": {"run": "gov hook run"}}}}', ["gov"]),
        ("gov hook runner", []),
        ("gov hook install", []),
        ("notgov hook run", []),
        ("gov.sh hook run", []),
        ("# gov hook run\n  # gov hook run\n// gov hook run", []),
        ("", []),
    ],
)
def test_a_line_that_starts_gov_is_known_by_its_program(text, programs):
    assert starts_of_gov(text) == programs


def test_a_program_is_found_by_its_path_or_its_name(tmp_path):
    program = tmp_path / "gov"
    program.write_text("#!/bin/sh\n")
    assert not finds(str(program), {})  # nobody may run it
    program.chmod(0o755)
    assert finds(str(program), {})
    assert finds("gov", {"PATH": str(tmp_path)})
    assert not finds("gov", {"PATH": ""})
    assert not finds(str(tmp_path / "gone"), {"PATH": str(tmp_path)})


def test_what_cannot_be_read_is_empty_and_what_is_endless_is_cut(tmp_path):
    assert text_of(tmp_path) == text_of(tmp_path / "gone") == ""
    (tmp_path / "large").write_bytes(b"\xff" + b"x" * 5_000_000)
    assert len(text_of(tmp_path / "large")) < 1_000_000
