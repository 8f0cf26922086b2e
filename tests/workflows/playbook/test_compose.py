"""Prose with its tables turned into marked blocks."""

from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.markdown import Markdown
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.workflows.playbook.compose import compose, prose, with_blocks

ALWAYS = ["channels", "roles", "severities", "escalation", "checklist", "deadlines"]


def lines(text: str) -> list[str]:
    return text.splitlines()


def pieces(*given: tuple[str, int, int, bool]) -> list[Piece]:
    return [Piece(*one) for one in given] + [
        Piece(name, 90 + n, 90 + n, True) for n, name in enumerate(ALWAYS)
    ]


def test_a_table_gives_way_to_its_block_and_the_text_around_it_stays():
    body = with_blocks(lines("# A\n\n| x |\n| - |\n\ntext"), pieces(("channels", 3, 4, True)))
    assert body[:7] == ["# A", "", "<!-- gov:channels -->", "<!-- /gov:channels -->", "", "text", ""]


def test_a_piece_that_says_more_stays_above_its_block():
    body = with_blocks(lines("- **P0** page\n  and shout\nafter"), pieces(("severities", 1, 2, False)))
    assert body[:6] == [
        "- **P0** page",
        "  and shout",
        "",
        "<!-- gov:severities -->",
        "<!-- /gov:severities -->",
        "",
    ]
    assert body[6] == "after"


def test_a_block_stands_once_at_its_first_piece():
    body = with_blocks(lines("a\nb\nc\nd"), pieces(("roles", 3, 3, True), ("roles", 1, 1, True)))
    assert [line for line in body if "gov:roles" in line] == ["<!-- gov:roles -->", "<!-- /gov:roles -->"]
    assert body[3:5] == ["b", "d"]


def test_of_two_pieces_over_the_same_lines_the_first_counts():
    body = with_blocks(lines("a\nb\nc"), pieces(("roles", 1, 2, True), ("channels", 2, 3, True)))
    assert "<!-- gov:channels -->" not in body[:5]
    assert "c" in body


def test_what_a_reader_must_not_miss_gets_a_heading_of_its_own():
    markdown = Markdown("\n".join(with_blocks(lines("# A"), [])) + "\n")
    assert list(markdown.blocks) == ALWAYS
    assert [section.title for section in markdown.sections][1:3] == ["Channels", "Roles"]
    assert markdown.faults == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe#", "is not UTF-8 text"),
        (b"# a\0", "is not text"),
        (b"#" * (1024 * 1024 + 1), "is larger than a megabyte"),
        (b"---\nkind: playbook\nschema: 1\n---\n", "is a playbook with front matter already"),
    ],
)
def test_what_is_no_prose_is_refused(data, said):
    with pytest.raises(GovError, match=said):
        prose(data, "playbook.md")


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert prose(b"\xef\xbb\xbf# A\n", "playbook.md") == ("# A\n", [])


def test_front_matter_of_another_tool_is_taken_out_and_said_to_be():
    text, foreign = prose(b"---\ntitle: Ours\nlayout: page\n---\n# A\n", "playbook.md")
    assert text == "\n\n\n\n# A\n"
    assert [(one.line, one.text) for one in foreign] == [(2, "title: Ours"), (3, "layout: page")]


def test_a_rule_at_the_top_is_no_front_matter():
    assert prose(b"---\n\n# A\n", "playbook.md") == ("---\n\n# A\n", [])


def test_markers_of_a_lost_policy_give_way_and_silences_stay():
    text, _ = prose(
        b"<!-- gov:channels -->\n| a |\n<!-- /gov:channels -->\n<!-- gov: allow PLB002 ours -->\n", "p.md"
    )
    assert text == "\n| a |\n\n<!-- gov: allow PLB002 ours -->\n"


def test_what_gov_wrote_is_read_again_as_prose():
    text = (Path(__file__).parents[3] / "docs" / "operations" / "support-playbook.md").read_text()
    body = text.split("\n---\n", 1)[1]
    again = compose(body.encode(), "body.md", "docs/operations/support-playbook.md")
    document = read("docs/operations/support-playbook.md", again.data)
    assert (document.faults, document.markdown.faults) == ((), ())
    assert [level.id for level in again.playbook.severities] == ["P0", "P1", "P2"]
    assert {"channels", "roles", "escalation"} <= set(document.markdown.blocks)


@pytest.mark.parametrize("opened", ["<!-- to do", "```\n- P0: down", "~~~~\n```"])
def test_prose_that_would_swallow_the_blocks_below_it_is_refused(opened):
    with pytest.raises(GovError, match="never closes") as caught:
        compose(f"# How we answer\n\n{opened}\n".encode(), "playbook.md", "docs/playbook.md")
    assert caught.value.hint.startswith("Close it")
