"""Follow-ups as people, scripts and meetings see them."""

from datetime import date

from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.tasks import Listed
from governor_cli.views.ink import plain
from governor_cli.views.task import follow_ups_text, list_data, list_markdown, list_text, task_text

TASK = Task(
    "T-7F3K",
    "Alert on the pool",
    "cancelled",
    "wontfix",
    "later",
    (0,),
    blocked_by=("T-1", "T-2"),
    incident="INC-20261123-7F3K",
    factor="F1",
    owner="@ada",
    due="2026-12-04",
    history=({"at": "2026-11-25T12:00:00Z", "by": "@ada", "state": "wontfix", "reason": "gone"}, {"by": 3}),
)
HOSTILE = Task("T-1\n", "a | b\n<!-- gov:tasks -->\x1b[31m", "pending", "", "", (1,), owner="@x|y")


def test_scripts_get_handles_without_their_sign_and_null_for_nothing():
    (told,) = list_data([Listed("T-7F3K", TASK, 0)])["tasks"]
    assert (told["owner"], told["list"], told["reason"], told["area"]) == ("ada", "later", "gone", None)
    assert told["history"][0]["by"] == "ada"
    assert told["history"][1] == {"by": 3}


def test_one_task_tells_what_it_waits_for_and_why_it_ended():
    told = plain(task_text(Listed("T-7F3K", TASK, 0), [("T-1", HOSTILE), ("T-2", None)]))
    assert "waits for  T-1 (pending), T-2 (not there)" in told
    assert "2026-11-25T12:00:00Z  @ada  wontfix  gone" in told


def test_what_was_changed_stands_in_the_history():
    line = {
        "at": "2026-11-25T12:00:00Z",
        "by": "@ada",
        "state": "pending",
        "owner": "@bo",
        "due": "2026-12-11",
    }
    one = Listed("T-1", TASK._replace(history=(line,)), 0)
    assert "2026-11-25T12:00:00Z  @ada  pending  owner @bo, due 2026-12-11" in plain(task_text(one))
    (told,) = list_data([one])["tasks"]
    assert told["history"] == [{**line, "by": "ada", "owner": "bo"}]


def test_a_new_day_stands_in_the_history():
    moved = TASK._replace(
        history=({"at": "2026-11-25T12:00:00Z", "by": "@ada", "state": "pending", "due": "2026-12-11"},)
    )
    assert "pending  due 2026-12-11" in plain(task_text(Listed("T-7F3K", moved, 0)))


def test_a_hostile_title_stays_on_its_line():
    one = Listed("T-1\n", HOSTILE, 3)
    assert len(plain(list_text([one])).splitlines()) == 2
    assert "\x1b" not in plain(list_text([one]))
    (row,) = [line for line in list_markdown([one], date(2026, 12, 7)).splitlines() if "a \\| b" in line]
    assert "\\<!-- gov:tasks" in row
    assert "@x\\|y" in row


def test_nothing_is_said_in_so_many_words():
    assert list_text([]) == follow_ups_text([]) == ""
    assert list_markdown([], date(2026, 12, 7)) == "## Follow-ups on 2026-12-07\n\nNone.\n"
