"""python-frontmatter reads gov's documents through gov's handler."""

import frontmatter
import pytest
from hypothesis import given, settings
from odd_yaml import Odd, documents

from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.post import GovHandler, post_of
from governor_cli.core.trees import same

TEXT = "---\non: a\n1: NO\ncontent: c\nhandler: d\n---\n\n# Title\n\nlast line\n"


def test_keys_that_break_python_frontmatter_pass_through_the_handler() -> None:
    values, body = frontmatter.parse("\ufeff" + TEXT, handler=GovHandler())
    assert values == {"on": "a", "1": "NO", "content": "c", "handler": "d"}
    assert body == "# Title\n\nlast line"


def test_a_document_is_a_post_with_its_body_as_it_is() -> None:
    post = post_of(read("x.md", TEXT.encode()))
    assert post["handler"] == "d"
    assert post.content == "\n# Title\n\nlast line\n"


@settings(max_examples=60, deadline=None)
@given(documents())
def test_a_dumped_post_has_the_same_values(odd: Odd) -> None:
    text = frontmatter.dumps(post_of(read("x.md", odd.data)))
    assert same(read("x.md", text.encode()).front, odd.front)


@pytest.mark.parametrize(
    "text", ["---\na: b\n", "---\na: 1\na: 2\n---\n", "---\n- a\n---\n", "---\na: @\n---\n"]
)
def test_what_python_frontmatter_swallows_is_an_error(text: str) -> None:
    assert GovHandler().detect(text)
    with pytest.raises(GovError):
        frontmatter.parse(text, handler=GovHandler())


def test_text_without_front_matter_is_left_alone() -> None:
    assert frontmatter.parse("# Title\n", handler=GovHandler())[0] == {}
