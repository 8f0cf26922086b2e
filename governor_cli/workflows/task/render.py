"""The follow-ups in the report of their incident, kept in step with the file of tasks."""

from collections.abc import Sequence

from governor_cli.core.document import Document
from governor_cli.core.errors import GovError
from governor_cli.core.markdown_edit import append_to_section, replace_block
from governor_cli.core.rendered import fingerprint
from governor_cli.kinds.tasks.body import BLOCK, SECTION, follow_ups
from governor_cli.kinds.tasks.file import TaskFile
from governor_cli.kinds.tasks.model import Task
from governor_cli.workflows.task.state import Tasks

Rendered = tuple[Document, bytes]
"""A report as it is, and as it should be."""


def render(tasks: Tasks, given: str) -> tuple[str, Rendered | None]:
    """The incident meant, and its report with the follow-ups in it; None where they stand there already."""
    incident = tasks.recording.incident(given)
    document = tasks.recording.repository.document(tasks.recording.reports[incident])
    return incident, _rendered(document, tasks.of_incident(incident))


def kept_in_step(tasks: Tasks, incident: str, after: TaskFile) -> tuple[Rendered | None, str]:
    """The report with its follow-ups as they are after a change, and what to say where that failed.

    A block that is there is rendered again, an empty section gets one; what somebody wrote there
    by hand stays as it is. Nothing about the report ever keeps a task from being recorded.
    """
    path = tasks.recording.reports.get(incident)
    if path is None:
        return None, ""
    try:
        document = tasks.recording.repository.document(path)
        section = document.markdown.section(SECTION)
        if BLOCK not in document.markdown.blocks and (section is None or not section.is_empty):
            return None, ""
        return _rendered(document, [task for task in after.tasks if task.incident == incident]), ""
    except GovError as error:
        return None, f"the report of {incident} is left as it is: {error.message}"


def _rendered(document: Document, shown: Sequence[Task]) -> Rendered | None:
    text = follow_ups(shown)
    block = document.markdown.blocks.get(BLOCK)
    if block is None:
        marked = f"<!-- gov:{BLOCK} -->\n{text}\n<!-- /gov:{BLOCK} -->"
        return document, append_to_section(document, SECTION, marked)
    if fingerprint(block.text) == fingerprint(text):
        return None
    return document, replace_block(document, BLOCK, text)
