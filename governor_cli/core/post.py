"""gov's documents for tools that speak python-frontmatter, read by gov's own rules.

Its handler is a sound seam: a splitter, a loader and a writer. Its ``Post`` is sound as a value,
but ``frontmatter.loads`` passes keys as arguments and so fails on ``content`` and ``handler``;
``post_of`` builds the value without that. Nothing in gov's own path needs this module.
"""

from typing import Any

from frontmatter import Post
from frontmatter.default_handlers import BaseHandler

from governor_cli.core import front_matter, yaml_values, yaml_write
from governor_cli.core.document import Document
from governor_cli.core.errors import GovError
from governor_cli.core.text import BOM
from governor_cli.core.trees import is_mapping


class GovHandler(BaseHandler):
    """For ``frontmatter.parse(text, handler=GovHandler())``: values are text, and a fault is a GovError."""

    FM_BOUNDARY = front_matter.OPENING
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Whether the text begins with front matter."""
        return front_matter.split(text.removeprefix(BOM)).exists

    def split(self, text: str) -> tuple[str, str]:
        """Front matter and body. GovError for a block that is never closed."""
        text = text.removeprefix(BOM)
        found = front_matter.split(text)
        if not found.closed:
            raise GovError("the front matter is never closed")
        return text[found.start : found.end], text[found.body :]

    def load(self, fm: str) -> dict[str, Any]:
        """The values of a block. GovError with the first fault that it has."""
        parsed = yaml_values.parse(fm)
        if parsed.faults:
            raise GovError(parsed.faults[0].message, hint=parsed.faults[0].hint)
        if not is_mapping(parsed.tree):
            raise GovError("the front matter is not keys and values")
        return parsed.tree

    def export(self, metadata: dict[str, object], **_options: object) -> str:
        """Values as lines of YAML in their own order, without the ``---``."""
        return yaml_write.dump_front(metadata).removeprefix("---\n").removesuffix("---\n").rstrip("\n")


def post_of(document: Document) -> Post:
    """A document as a ``Post``: its values under any keys, and its body as it is."""
    post = Post(document.body, GovHandler())
    post.metadata = dict(document.front)
    return post
