import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.practices.documentation.pages import anchor_of, read_page


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Restart the search", "restart-the-search"),
        ("2. Roles & Responsibilities", "2-roles--responsibilities"),
        ("`gov docs open`", "gov-docs-open"),
        ("See [the *manual*](https://example.com)", "see-the-manual"),
        ("Größe, 日本", "größe-日本"),
        ("snake_case stays, _emphasis_ goes", "snake_case-stays-emphasis-goes"),
        ("P0/P1?", "p0p1"),
    ],
)
def test_a_heading_has_the_anchor_that_forges_give_it(title, anchor):
    assert anchor_of(title) == anchor


def test_equal_headings_are_numbered_and_tags_count():
    page = read_page("x.md", b'# A\n## A\n### A\n<a name="Cold"></a>\n')
    assert page.anchors == {"a", "a-1", "a-2", "cold"}


def test_links_have_their_place_in_the_file_below_front_matter():
    page = read_page("x.md", b"---\nreviewed: 2026-11-23\n---\n# A\n\n[x](y.md)\n")
    assert page.links == (("y.md", 6, 5, 6, 9),)


@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_a_page(data):
    read_page("x.md", data)
