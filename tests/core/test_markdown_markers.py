"""gov's markers enclose blocks, and its silences name a code and a reason."""

import pytest

from governor_cli.core.finding import Place
from governor_cli.core.markdown import Markdown

REPORT = """\
# API outage

<!-- gov: allow INC030 the customer writes it -->
## Summary
<!-- What happened? -->

## Root Cause
### F1 a pool too small
It was 20.
### F2 no alert
<!-- why? -->
## Follow-ups
<!-- gov:tasks since=2026-11-23 -->
- [ ] one
<!-- /gov:tasks -->
"""


def report(newline="\n", first_line=10):
    return Markdown(REPORT.replace("\n", newline), first_line)


def test_blocks_have_their_arguments_text_and_lines():
    block = report().blocks["tasks"]
    assert (block.args, block.text, block.line, block.end_line) == ("since=2026-11-23", "- [ ] one\n", 22, 24)
    assert block.place == Place(22, 1, 22, 36)


def test_markers_within_a_line_enclose_just_what_stands_between_them():
    assert Markdown("a <!-- gov:x --> b <!-- /gov:x --> c").blocks["x"].text == " b "
    assert not Markdown("<!-- gov:x -->\n<!-- /gov:x -->").blocks["x"].text


@pytest.mark.parametrize("quoted", ["`<!-- gov:x -->`", "```\n<!-- gov:x -->\n```", "    <!-- gov:x -->"])
def test_a_marker_in_code_is_no_marker(quoted):
    assert Markdown(quoted).faults == ()
    assert Markdown(quoted).blocks == {}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<!-- gov:a -->\nx", "the block `gov:a` is never closed", 1),
        ("x\n<!-- /gov:a -->", "`/gov:a` closes nothing", 2),
        ("<!-- gov:a -->\n<!-- /gov:b -->\n<!-- /gov:a -->", "`/gov:b` closes nothing", 2),
        ("<!-- gov:a -->\n<!-- gov:b -->\n<!-- /gov:b -->", "the block `gov:a` is never closed", 1),
        (
            "<!-- gov:a -->\n<!-- /gov:a -->\n\n<!-- gov:a -->\n<!-- /gov:a -->",
            "the block `gov:a` is here twice",
            4,
        ),
        ("## A\n<!-- what\n## B", "the comment is never closed and hides the rest of the file", 2),
    ],
)
def test_markers_and_comments_that_do_not_pair_are_faults(text, message, line):
    (fault,) = Markdown(text).faults
    assert (fault.code, fault.message, fault.place.line) == ("DOC015", message, line)
    assert fault.hint.endswith(".")


def test_of_two_blocks_with_one_name_the_first_counts():
    twice = Markdown("<!-- gov:a -->\n1\n<!-- /gov:a -->\n<!-- gov:a -->\n2\n<!-- /gov:a -->\n")
    assert twice.blocks["a"].text == "1\n"


@pytest.mark.parametrize(
    ("comment", "code", "reason"),
    [
        ("<!-- gov: allow INC030 the customer writes it -->", "INC030", "the customer writes it"),
        ("<!--gov:allow INC030   spread\n over lines-->", "INC030", "spread over lines"),
        ("<!-- gov: allow INC030 -->", "INC030", ""),
        ("<!-- gov: allow -->", "", ""),
    ],
)
def test_silences_have_a_code_and_a_reason_or_lack_them(comment, code, reason):
    body = Markdown(comment)
    assert [(one.code, one.reason) for one in body.silences] == [(code, reason)]
    assert body.faults == ()
