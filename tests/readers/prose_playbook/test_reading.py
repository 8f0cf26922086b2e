"""Whole playbooks of different shapes, each with the facts a person read in it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.playbook.rules import RULES
from governor_cli.policy.model import Playbook
from governor_cli.readers.prose_playbook import ImportedPlaybook, read_playbook

ROOT = Path(__file__).parents[2]
PLAYBOOKS = sorted(path.stem for path in (ROOT / "readers" / "playbooks").glob("*.yaml"))


@pytest.fixture(scope="module")
def example():
    return read("playbook.md", (ROOT / "cases" / "playbook.md").read_bytes()).front


def _text(name):
    return (ROOT / "readers" / "playbooks" / f"{name}.md").read_bytes().decode()


def _expected(name):
    """Facts written by hand; every scalar is text, as in front matter."""
    return yaml.load((ROOT / "readers" / "playbooks" / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)


def _missing(wanted: Any, found: Any, at: str = "") -> list[str]:
    """Where what was found differs from what is wanted; keys nobody asked for are fine."""
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            return [f"{at} is {found!r}"]
        return [
            fault
            for key, value in wanted.items()
            for fault in (
                _missing(value, found[key], f"{at}.{key}") if key in found else [f"{at}.{key} is missing"]
            )
        ]
    if isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
        faults = [] if len(wanted) == len(found) else [f"{at} has {len(found)} entries: {found}"]
        return faults + [
            fault
            for i, (one, other) in enumerate(zip(wanted, found, strict=False))
            for fault in _missing(one, other, f"{at}[{i}]")
        ]
    value = None if wanted == "null" else wanted
    return [] if value == found else [f"{at} is {found!r}, not {value!r}"]


def _findings(imported: ImportedPlaybook) -> list[str]:
    record, faults = validate(Playbook, imported.front)
    assert faults == []
    assert record is not None
    document = read("docs/operations/support-playbook.md", dump_front(imported.front).encode())
    assert document.front == imported.front
    subject = Subject(document, record, record)
    return [
        f"{fault.code} {fault.message}"
        for rule in RULES
        if rule.scope == "document"
        for fault in rule.check(subject)
        if (fault.severity or rule.severity) != "info"
    ]


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_every_fact_arrives(name, example):
    expected = _expected(name)
    imported = read_playbook(_text(name), example)
    assert _missing(expected["front"], imported.front) == []


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_what_the_prose_does_not_say_is_named(name, example):
    expected = _expected(name)
    keys = {one.key for one in read_playbook(_text(name), example).assumed}
    for key in expected["assumed"]:
        assert (key.removesuffix("!") in keys) is not key.endswith("!"), key


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_only_what_has_no_place_is_unplaced(name, example):
    expected = _expected(name)["unplaced"]
    unplaced = read_playbook(_text(name), example).unplaced
    texts = [one.text for one in unplaced]
    assert [text for text in texts if not any(part in text for part in expected)] == []
    assert [part for part in expected if not any(part in text for text in texts)] == []


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_the_result_is_a_playbook_without_errors(name, example):
    assert _findings(read_playbook(_text(name), example)) == []


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_line_ends_change_nothing(name, example):
    text = _text(name)
    assert read_playbook(text.replace("\n", "\r\n"), example) == read_playbook(text, example)


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_every_source_stands_in_its_line(name, example):
    lines = _text(name).splitlines()
    imported = read_playbook(_text(name), example)
    for taken in imported.taken:
        assert 1 <= taken.line <= len(lines), taken
    for one in imported.unplaced:
        first = one.text.split(": ", 1)[-1].split()[0].strip("`*.,")
        around = " ".join(lines[max(0, one.line - 1) : one.line + 2])
        assert first in around, one


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_everything_in_the_front_matter_is_taken_or_assumed_or_structure(name, example):
    """No promise comes from nowhere: each time and path has a line, or is named as assumed."""
    imported = read_playbook(_text(name), example)
    known = {one.key for one in imported.taken} | {one.key for one in imported.assumed}
    for index, level in enumerate(imported.front["severities"]):
        for key in ("page_within", "respond_within", "update_every"):
            if key in level and "severities" not in known:
                assert f"severities[{index}].{key}" in known
    for key in imported.front["knowledge"]:
        assert key == "assumed" or f"knowledge.{key}" in known
