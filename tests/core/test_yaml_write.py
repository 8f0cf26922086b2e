"""What gov writes is read back alike by gov and by every other reader."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_yaml import fronts, texts, trees

from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.trees import same
from governor_cli.core.yaml_values import parse
from governor_cli.core.yaml_write import dump_front, flow, key, scalar


@settings(max_examples=200, deadline=None)
@given(trees)
def test_flow_style_is_one_line_and_round_trips(tree: Any) -> None:
    written = flow(tree)
    assert len(written.splitlines()) <= 1
    assert same(parse(f"a: {written}").tree, {"a": tree})
    assert same(parse(f"[{written}]").tree, [tree])
    assert same(parse(f"a: [x, {{b: {written}}}]  # c\n").tree, {"a": ["x", {"b": tree}]})


@settings(max_examples=120, deadline=None)
@given(fronts)
def test_a_whole_block_round_trips(front: dict[str, Any]) -> None:
    document = read("x.md", (dump_front(front) + "body\n").encode())
    assert document.faults == ()
    assert same(document.front, front)
    assert document.body == "body\n"


@settings(max_examples=200, deadline=None)
@given(
    texts
    | st.text()
    | st.from_regex(r"[0-9+.:eE_xob-]{1,8}|20[0-9]{2}-[0-3][0-9]-[0-3][0-9]", fullmatch=True)
)
def test_text_is_text_to_a_reader_that_resolves_types(text: str) -> None:
    read_back = yaml.safe_load(f"a: {scalar(text)}\n")["a"]
    if scalar(text) == text and not isinstance(read_back, str):
        assert (
            str(read_back).lower()[:4] == text.lower()[:4]
        )  # a whole number, a flag or a date, to everybody
    else:
        assert read_back == text
    assert yaml.load(f"{{a: {scalar(text)}}}", Loader=yaml.BaseLoader) == {"a": text}


@settings(max_examples=120, deadline=None)
@given(texts)
def test_a_key_is_text_to_every_reader(text: str) -> None:
    assert list(yaml.safe_load(f"{key(text)}: a\n")) == [text]


@pytest.mark.parametrize(
    "text",
    ["incident", "INC-20261123-7F3K", "2026-11-23T10:02:00Z", "2026-11-23", "2026-12-31", "1", "15m", "true",
     "https://example.com/p#f", "24/7", "it's", "Mon-Fri 06:00-14:00", "é", "35%", 'say "no"', "a-b"],
)  # fmt: skip
def test_what_needs_no_quotes_has_none(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("@ana", '"@ana"'),
        ("NO", '"NO"'),
        ("0042", '"0042"'),
        ("12:30", '"12:30"'),
        ("22:00", '"22:00"'),
        ("1.10", '"1.10"'),
        ("+4930901820", '"+4930901820"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("", '""'),
        (" a", '" a"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a, b", '"a, b"'),
        ('"no", she said', "'\"no\", she said'"),
        ('it\'s "both": x', '"it\'s \\"both\\": x"'),
        ("two\nlines", '"two\\nlines"'),
        ("\x1b[31m", '"\\e[31m"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("#governor-ops", '"#governor-ops"'),
        ("1234567890e12", '"1234567890e12"'),
        ("---", '"---"'),
        ("2026-13-45", '"2026-13-45"'),
        ("2026-02-30", '"2026-02-30"'),
        ("2026-11-23T25:00:00Z", '"2026-11-23T25:00:00Z"'),
        ("https://example.com/?q=1", '"https://example.com/?q=1"'),
        ("0x1F", '"0x1F"'),
        ("<<", '"<<"'),
    ],
)
def test_what_another_reader_would_mistake_is_quoted(text: str, written: str) -> None:
    assert scalar(text) == written


def test_files_that_gov_creates_read_like_written_by_hand() -> None:
    front = {
        "kind": "roster",
        "schema": "1",
        "people": {"ada": {"name": "Ada K.", "slack": "@ada"}},
        "rotations": [{"id": "emea", "hours": "Mon-Fri 06:00-14:00", "people": ["ada", "sean"]}],
        "time_off": [],
        "aliases": ["a", "b"],
        "long": ["x" * 60, "y" * 60],
        "steps": [{"tell": ["x" * 50], "then": ["y" * 50], "why": {"a": "b"}}],
        "why": None,
        "none": {},
    }
    assert dump_front(front) == (
        "---\n"
        "kind: roster\n"
        "schema: 1\n"
        "people:\n"
        '  ada: {name: Ada K., slack: "@ada"}\n'
        "rotations:\n"
        "  - {id: emea, hours: Mon-Fri 06:00-14:00, people: [ada, sean]}\n"
        "time_off: []\n"
        "aliases: [a, b]\n"
        "long:\n"
        f"  - {'x' * 60}\n"
        f"  - {'y' * 60}\n"
        "steps:\n"
        f"  - tell: [{'x' * 50}]\n"
        f"    then: [{'y' * 50}]\n"
        "    why: {a: b}\n"
        "why: null\n"
        "none: {}\n"
        "---\n"
    )


@pytest.mark.parametrize("value", [True, 1, 1.5, b"x", {"a": [2]}])
def test_only_text_is_written(value: Any) -> None:
    with pytest.raises(TypeError, match="front matter holds text"):
        flow(value)


def test_what_yaml_cannot_hold_is_refused() -> None:
    with pytest.raises(GovError, match="no Unicode"):
        scalar("\udcff")
    with pytest.raises(GovError, match="too long"):
        key("k" * 1000)
    with pytest.raises(GovError, match="too long"):
        key("\x01" * 800)
