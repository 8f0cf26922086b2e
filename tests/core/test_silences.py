"""A silence speaks for its own line or for the lines beside it, in front matter and in the body."""

import pytest

from governor_cli.core.document import read
from governor_cli.core.silences import silences

REPORT = """\
---
kind: incident # gov: allow KEY001 kept for the importer
# gov: allow INC001 decided on Monday
title: x
---

## Timeline
<!-- gov: allow INC020 told elsewhere -->

text <!-- gov: allow INC021 -->
"""


def found(text):
    return [(one.code, one.reason, one.line, one.covers) for one in silences(read("a.md", text.encode()))]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_silences_of_front_matter_and_body_know_the_lines_they_cover(newline):
    assert found(REPORT.replace("\n", newline)) == [
        ("KEY001", "kept for the importer", 2, (2,)),
        ("INC001", "decided on Monday", 3, (2, 4)),
        ("INC020", "told elsewhere", 8, (7, 10)),
        ("INC021", "", 10, (10,)),
    ]


def test_only_a_line_feed_ends_a_line():
    text = "---\nkind: x\n---\na\u2028b\x0bc\nd <!-- gov: allow INC021 why -->\n"
    assert found(text) == [("INC021", "why", 5, (5,))]


def test_a_silence_in_code_is_none():
    assert found("---\nkind: x\n---\n`<!-- gov: allow INC021 why -->`\n") == []


def test_a_long_line_takes_no_time():
    assert len(found("---\nkind: x # gov: allow A" + " " * 300_000 + "b\n---\n")) == 1


def test_in_a_run_of_silences_each_covers_the_text_around_the_run():
    front = "# gov: allow KEY001 why\n" * 20_000
    body = "<!-- gov: allow INC001 why -->\n" * 20_000
    told = found(f"---\nkind: x\n{front}title: y\n---\na\n{body}\nb\n")
    assert {covers for code, _, _, covers in told if code == "KEY001"} == {(2, 20_003)}
    assert {covers for code, _, _, covers in told if code == "INC001"} == {(20_005, 40_007)}
    assert len(told) == 40_000
