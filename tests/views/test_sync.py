"""The weekly sync for people and for scripts."""

from datetime import date

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.sync.model import Sync
from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.agenda.boxes import boxes
from governor_cli.views.ink import plain
from governor_cli.views.sync import Outcome, outcome_data, outcome_text, sync_data, sync_text

TASK = Task(
    "T-7F3K",
    "Alert \x1b[31m on the pool " + "x" * 80,
    "pending",
    "",
    "",
    (0,),
    owner="@ada",
    due="2026-12-04",
)
INCIDENTS = [f"INC-20261123-000{number}" for number in range(5)]


def sync(text="", **front):
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    document = read(
        "2026-W48.md",
        f"---\nkind: sync\nschema: 1\nweek: 2026-W48\n{lines}---\n\n## Actions\n\n{text}".encode(),
    )
    record, faults = validate(Sync, document.front)
    assert record is not None, faults
    return record, list(boxes(document, ["release-manager"]))


def test_handles_lose_their_sign_for_scripts_and_roles_stay():
    told = sync_data(
        "a.md", *sync("- [ ] @release-manager a\n", attendees='["@ada", release-manager]', absent='["@bo"]')
    )
    assert (told["attendees"], told["absent"], told["date"], told["closed"]) == (
        ["ada", "release-manager"],
        ["bo"],
        None,
        None,
    )
    (action,) = told["actions"]
    assert (action["owner"], action["due"], action["task"]) == ("release-manager", None, None)


def test_many_incidents_take_one_line():
    told = plain(sync_text(*sync(incidents=f"[{', '.join(INCIDENTS)}]", date="2026-11-25")))
    assert "date       2026-11-25\n" in told
    assert "incidents  INC-20261123-0000, INC-20261123-0001, INC-20261123-0002 and 2 more\n" in told
    assert "nobody" in told


def test_what_is_empty_is_not_said():
    assert outcome_text(Outcome([], [], [], [])) == ""


def test_what_would_become_a_task_has_no_id_yet():
    outcome = Outcome([("T-7F3K", TASK)], [], [("T-7F3K", TASK, "it has no date")], ["nobody came"])
    done, planned = plain(outcome_text(outcome)), plain(outcome_text(outcome, planned=True))
    assert "became tasks\nT-7F3K  @ada  2026-12-04  Alert" in done
    assert "would become tasks\n  @ada  2026-12-04" in planned
    assert "in the way\nnobody came\n" in done
    assert "\x1b" not in done
    assert max(map(len, done.splitlines())) < 120
    data = outcome_data(outcome)
    assert data["tasks"][0]["due"] == date(2026, 12, 4).isoformat()
    assert data["undecided"][0]["why"] == "it has no date"
