"""What the tab key offers inside a command, as shells ask for it."""

import json
import sys

import pytest
from operations import REPORTS, gov_repository
from repositories import run

from governor_cli.kinds.incident.model import OPEN
from governor_cli.policy.model import INCIDENT_ROLES
from governor_cli.workflows import words
from governor_cli.workflows.incident import glance

NOW = "2026-11-23T10:02:00Z"
ROSTER = "artifacts/support/on-call-roster.md"


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "repo")
    repo.commit("start")
    return repo


def variables(words, shell="fish"):
    return {
        "_GOV_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }


def offered(ops, typed, **given):
    """Word -> what it is."""
    result = ops.gov(**variables(typed), **given)
    assert result.stderr == ""
    lines = [line.partition("\t") for line in result.stdout.splitlines()]
    return {word: told for word, _, told in lines if word}


def declare(ops, *args):
    made = ops.gov("p1", *args, "-f", "json", GOV_NOW=NOW)
    return json.loads(made.stdout)["data"]["id"]


def test_incidents_come_with_severity_state_and_title(ops):
    incident = declare(ops, "API outage", "api")
    expected = {incident: "P1 declared API outage"}
    for typed in ("gov log -i ", "gov incident show ", "gov use ", "gov incident ack INC-2026"):
        assert offered(ops, typed) == expected, typed


def test_those_that_go_on_come_first_and_alone_where_only_they_make_sense(ops):
    over, going_on = declare(ops, "over"), declare(ops, "going on")
    ops.gov("resolve", "-i", over, GOV_NOW=NOW)
    assert list(offered(ops, "gov log -i ")) == [going_on]
    assert list(offered(ops, "gov incident show ")) == [going_on, over]


@pytest.mark.parametrize(
    ("typed", "word", "told"),
    [
        ("gov declare ", "P1", "something works badly for several users"),
        ("gov incident new x --severity P", "P2", "an ordinary support request"),
        ("gov incident new x --source s", "service-desk", "ops@company.com"),
        ("gov ack --by a", "ada", "Ada K."),
        ("gov ack --by @", "@bo", "Bo L."),
        ("gov p1 x --commander ", "bo", "Bo L."),
        ("gov assign comma", "commander", "in the incident"),
        ("gov assign commander b", "bo", "Bo L."),
        ("gov incident runbook X de", "deployment", "docs/operations/deployment-runbook.md"),
        ("gov page --to sre", "sre-liaison", "SRE Liaison"),
        ("gov handoff --to b", "bo", "Bo L."),
        ("gov escalation show ", "P1", "something works badly for several users"),
        ("gov roster next ", "ada", "Ada K."),
        ("gov roster off @", "@bo", "Bo L."),
        ("gov task add x --owner sre", "sre-liaison", "SRE Liaison"),
        ("gov schema che", "checklist", ""),
    ],
)
def test_the_playbook_and_the_roster_give_the_words(ops, typed, word, told):
    assert offered(ops, typed)[word] == told


def test_only_people_take_shifts(ops):
    assert set(offered(ops, "gov roster swap ada ")) == {"ada", "bo"}


def test_services_are_those_that_suffer_while_the_playbook_lists_none(ops):
    declare(ops, "API outage", "api")
    assert offered(ops, "gov p1 title ") == {"api": "suffers now"}


def test_another_folder_is_asked_where_dash_c_names_one(ops, tmp_path):
    incident = declare(ops, "API outage")
    assert list(offered(ops, f"gov -C {ops.top} log -i ", cwd=tmp_path)) == [incident]
    assert offered(ops, "gov log -i ", cwd=tmp_path) == {}


@pytest.mark.parametrize("content", [b"\xff", b"---\n{", b"---\npeople: [a]\nseverities: {}\n---\n", b""])
def test_broken_files_give_no_words_and_no_errors(ops, content):
    incident = declare(ops, "API outage")
    for path in ("docs/operations/support-playbook.md", ROSTER):
        ops.write(path, content)
    ops.write(f"{REPORTS}/INC-20261122-AAAA-x.md", content)
    assert offered(ops, "gov ack --by ") == {}
    assert incident in offered(ops, "gov log -i ")


def test_a_title_that_is_no_line_of_text_is_shown_as_one(ops):
    text = '---\nid: INC-20261122-AAAA\ntitle: "two\\nlines \\e[31m"\nstatus: declared\nseverity: P1\n---\n'
    ops.write(f"{REPORTS}/INC-20261122-AAAA-x.md", text)
    told = offered(ops, "gov log -i ")["INC-20261122-AAAA"]
    assert "\x1b" not in told
    assert "two" in told


_THEN_LIST_MODULES = """
import sys
sys.argv[0] = "gov"
from governor_cli.__main__ import main
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def test_tags_come_the_latest_first_for_the_change_that_caused_it(ops):
    for day, name in enumerate(("v1.0", "deploy/production/20261102T000000Z", "deploy/x-y", "v1.10"), 2):
        ops.git("tag", "-a", "-m", f"Say {name}", name, GIT_COMMITTER_DATE=f"2026-11-0{day}T10:00:00Z")
    for typed in ("gov log x --change ", "gov incident resolve X --change "):
        found = offered(ops, typed)
        assert list(found) == [
            *("v1.10", "deploy/x-y", "deploy/production/20261102T000000Z", "v1.0"),
            *("no", "unknown"),
        ]
        assert found["v1.10"] == "2026-11-05 Say v1.10"
    assert list(offered(ops, "gov log x --change v1.1")) == ["v1.10"]
    assert list(offered(ops, "gov log x --change deploy/x")) == ["deploy/x-y"]
    assert list(offered(ops, "gov log x --change *")) == []
    assert list(offered(ops, "gov log x --change deploy/production/2026")) == [
        "deploy/production/20261102T000000Z"
    ]
    assert list(offered(ops, "gov log x --change n")) == ["no"]


def test_records_of_deployments_come_for_what_corrects_one(ops):
    ops.git("tag", "v1.0")
    ops.git("tag", "deploy/production/20261102T000000Z")
    assert list(offered(ops, "gov deploy record --corrects ")) == [
        *("last", "deploy/production/20261102T000000Z"),
    ]
    assert list(offered(ops, "gov deploy record --corrects v")) == []


@pytest.mark.parametrize("typed", ["gov log -i ", "gov ack --by ", "gov declare ", "gov log x --change "])
def test_no_record_is_validated_for_it(ops, typed):
    declare(ops, "API outage")
    done = run([sys.executable, "-c", _THEN_LIST_MODULES], ops.top, **variables(typed))
    assert not {"pydantic", "git", "rich.console"} & set(done.stderr.splitlines())


def test_what_is_known_without_the_models_is_what_they_say():
    assert set(glance.OPEN) == OPEN
    assert words.INCIDENT_ROLES == INCIDENT_ROLES
