"""A postmortem that somebody else wrote, in any shape of Markdown, as the facts and the body of a report."""

from governor_cli.readers.postmortem.reader import read_postmortem
from governor_cli.readers.postmortem.result import Postmortem, Unread, Vocabulary
from governor_cli.readers.postmortem.source import NotTextError, Source, decoded

__all__ = ["NotTextError", "Postmortem", "Source", "Unread", "Vocabulary", "decoded", "read_postmortem"]
