"""The tooling on an agenda: what `gov doctor` found when it last ran here; nothing is asked again."""

from datetime import datetime, timedelta
from typing import Final

from governor_cli.contracts.examination import Examination
from governor_cli.practices.agenda.text import counted, length, moment, paragraphs, table

BLOCK: Final = "tooling"
SECTION: Final = "Tooling"


def text(last: Examination | None, now: datetime) -> str:
    """What fails, then what is well; and how old all of that is."""
    if last is None:
        return "Nobody has run `gov doctor` in this clone."
    failed = last.failed
    well = [one.name for one in last.probes if one.state == "ok"]
    unused = [one.name for one in last.probes if one.state == "not_configured"]
    age = length(max(now - last.at, timedelta()))
    when = f"`gov doctor` ran on {moment(last.at)} UTC, {age} before this was written"
    verdict = f"{counted(len(failed), 'probe')} failed" if failed else "every probe was well"
    return paragraphs(
        f"{when}: {verdict}.",
        table(("Fails", "Why"), [(one.name, one.detail) for one in failed]),
        f"Well: {', '.join(well)}." if well else "",
        f"Not configured: {', '.join(unused)}." if unused else "",
    )
