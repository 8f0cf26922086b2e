"""How reports come from other tools and go to them: adopted, drafted from an alert, exported."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import answer_written, in_turn, seen_from_here, share_written
from governor_cli.ui.session import current
from governor_cli.ui.sharing import How, share_paths

if TYPE_CHECKING:
    from governor_cli.workflows.incident.adopt import Adoption
    from governor_cli.workflows.incident.drafting import Drafted
    from governor_cli.workflows.incident.export import Form
    from governor_cli.workflows.repository.recording import Recording

_LARGEST = 5 * 1024 * 1024
"""Bytes of a message from a monitor or pager; a real one has some thousand."""
_REFUSED = GovError.exit_code


def adopt_files(files: Sequence[str], *, how: How | None, dry_run: bool, format: str) -> int:  # noqa: A002 - the option's name
    """Adopt each file, answer for each, share all of them at once; 3 where one was refused."""
    from governor_cli.views.adoption import adoption_data
    from governor_cli.workflows.incident.adopt import adopt_all

    session = current()
    recording = recording_here()
    done = adopt_all(recording, files, session.start, write=not dry_run)
    written = [one.path for one in done if one.state == "adopted"]

    def answer() -> None:
        if format == "json":
            session.answer("adoption", adoption_data(done, recording.workspace.prefix), "", format)
        else:
            for one in done:
                _answer(recording, one, dry_run=dry_run)

    def share() -> None:
        if written and not dry_run:
            _share_all(recording, written, how)

    _complain(done)
    in_turn(answer, share, how)
    return _REFUSED if any(one.state == "refused" for one in done) else 0


def _answer(recording: "Recording", one: "Adoption", *, dry_run: bool) -> None:
    from governor_cli.views.adoption import adopted_text

    session = current()
    if one.state != "adopted":
        return
    if dry_run:
        session.raw(one.data.decode())
        session.note(adopted_text(one))
        return
    session.path(seen_from_here(recording, one.path))
    session.out(adopted_text(one))


def _complain(done: Sequence["Adoption"]) -> None:
    """What was not adopted, and how many were."""
    from governor_cli.views.adoption import summary_line
    from governor_cli.views.escape import one_line
    from governor_cli.views.ink import ink

    session = current()
    for one in done:
        if one.state == "refused":
            session.note(f"{ink('red', 'refused:')} {one_line(one.source)} {one.why}")
        elif one.state == "unchanged":
            session.note(f"unchanged: {one_line(one.source)} {one.why}")
    if len(done) > 1:
        session.note(summary_line(Counter(one.state for one in done)))


def _share_all(recording: "Recording", paths: list[str], how: How | None) -> None:
    message = f"Adopt {len(paths)} report{'' if len(paths) == 1 else 's'}"
    share_paths(recording.workspace, paths, message, "what was adopted", how)


def export_one(given: str, form: "Form", format: str) -> int:  # noqa: A002 - the option's name
    """The report on stdout, as a file for another tool."""
    from governor_cli.workflows.incident.export import export_incident

    session = current()
    exported = export_incident(recording_here(), given, form)
    if format == "json":
        data = {"incident": exported.incident, "as": exported.form, "text": exported.text}
        session.answer("export", data, "", format)
    else:
        session.raw(exported.text)
    return 0


def draft_from(
    alertmanager: str | None,
    pagerduty: str | None,
    *,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002
) -> int:
    """Take one message of a monitor or pager: a new draft, or the next fact of one."""
    from governor_cli.workflows.incident.draft import from_alertmanager, from_pagerduty

    if (alertmanager is None) == (pagerduty is None):
        raise UsageError(
            "a draft comes from one message", hint="Give --from-alertmanager FILE or --from-pagerduty FILE."
        )
    session = current()
    recording = recording_here()
    if recording.note:
        session.warn(recording.note)
    given = alertmanager if alertmanager is not None else pagerduty or ""
    taking = from_alertmanager if alertmanager is not None else from_pagerduty
    drafted = taking(recording, _message(given), session.now(), write=not dry_run)
    return _drafted(recording, drafted, how=how, dry_run=dry_run, format=format)


def _message(given: str) -> bytes:
    """The bytes of a file, or of stdin for ``-``; GovError where there is none or too much."""
    from governor_cli.adapters.given import read_given, read_stdin

    name = "the message" if given == "-" else given
    hint = "Give a file with the message, or - for stdin."
    data = read_stdin(_LARGEST, hint) if given == "-" else read_given(given, _LARGEST, hint)
    if len(data) > _LARGEST:
        raise GovError(
            f"{name} is larger than {_LARGEST // (1024 * 1024)} MB", hint="Give one message alone."
        )
    return data


def _drafted(
    recording: "Recording",
    drafted: "Drafted",
    *,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    from governor_cli.views.incident import recorded_text
    from governor_cli.views.incident_data import incident_data

    session = current()
    for note in drafted.notes:
        session.note(note)
    picture = drafted.picture
    if picture is None:
        if format == "json":
            session.answer("incident", {"id": None, "path": None, "status": None}, "", format)
        return 0
    if dry_run:
        session.raw(drafted.data.decode("utf-8", "replace"))
        return 0
    data = {**incident_data(picture), "changed": drafted.changed}

    def answer() -> None:
        text = lambda: recorded_text(picture, None)  # noqa: E731 - laid out only for people
        answer_written(recording, drafted.path, "incident", data, text, format)

    def share() -> None:
        if drafted.changed or how:  # a sender that was told of a failed push sends the same message again
            incident = picture.record.id
            share_written(recording, drafted.path, f"{incident}: {drafted.what}", incident, how)

    in_turn(answer, share, how)
    return 0
