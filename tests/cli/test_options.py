"""The commands, options and exit codes that people script against are there, under these names."""

import shlex

import pytest
from operations import GOOD, REPORT, gov_repository
from repositories import Repo

from governor_cli.cli.app import load
from governor_cli.cli.nouns import NOUNS

ANSWERS = ["--format", "-f"]
WRITES = ["--dry-run"]
SHARES = ["--dry-run", "--commit", "--push"]
STEP = ["--at", "--by", "--note", *SHARES, *ANSWERS]
SPAN = ["--since", "--until", "--environment", *ANSWERS]
DECLARED = [
    *("--service", "--environment", "--source", "--received", "--detected", "--impact-started"),
    *("--reporter", "--commander", "--exercise", "--notify", "--at", "--by", *SHARES, *ANSWERS),
]
AT_THE_TOP = {
    "declare": DECLARED,
    "p1": DECLARED,
    "ack": [*STEP, "-i"],
    "log": ["--learned", "--change", "--at", "--by", *SHARES, *ANSWERS, "-i"],
    "update": ["--at", "--by", "--notify", *SHARES, *ANSWERS, "-i"],
    "up": ["--at", "--by", *SHARES, *ANSWERS, "-i"],
    "page": ["--to", "--ref", *STEP, "-i"],
    "assign": [*STEP, "-i"],
    "handoff": ["--to", *STEP, "-i"],
    "mitigate": [*STEP, "-i"],
    "resolve": ["--change", "--notify", *STEP, "-i"],
    "report": [*STEP, "-i"],
    "assess": ["--outage", "--data-loss", "--users", *ANSWERS],
    "use": [],
    "init": ["--from-playbook"],
    "demo": [],
    "check": [
        *("--staged", "--rev", "--merge", "--select", "--ignore", "--new-since"),
        *("--fix", "--diff", "--strict", *ANSWERS),
    ],
    "explain": ANSWERS,
    "rules": ANSWERS,
    "schema": ANSWERS,
    "due": ["--at", *ANSWERS],
    "doctor": ["--send", *ANSWERS],
    "merge-driver": ["--install"],
}
OF_A_NOUN = {
    "playbook show": ["--as-of", *ANSWERS],
    "playbook check": ["--strict", *ANSWERS],
    "playbook render": WRITES,
    "playbook import": [*WRITES, *ANSWERS],
    "roster new": WRITES,
    "roster show": ["--as-of", *ANSWERS],
    "roster check": ["--horizon", "--from", "--prove", "--blame", "--promise", "--strict", *ANSWERS],
    "roster who": ["--at", "--as-of", "--why", *ANSWERS],
    "roster next": ANSWERS,
    "roster diff": ANSWERS,
    "roster load": ANSWERS,
    "roster render": WRITES,
    "roster join": ["--rotation", "--from", "--after", *SHARES, *ANSWERS],
    "roster leave": ["--from", *SHARES, *ANSWERS],
    "roster off": ["--from", "--through", "--cover", *SHARES, *ANSWERS],
    "roster swap": ["--role", "--from", "--until", *SHARES, *ANSWERS],
    "roster override": [
        *("--role", "--for", "--take", "--add", "--from", "--until", "--why", *SHARES, *ANSWERS),
    ],
    "roster drift": ["--ics", *ANSWERS],
    "roster pin": ANSWERS,
    "roster import": ["--role", *SHARES, *ANSWERS],
    "roster export": ["--role", "--who"],
    "escalation show": ["--at", *ANSWERS],
    "escalation check": ANSWERS,
    "incident new": ["--severity", *DECLARED],
    "incident list": ["--open", "--severity", "--since", "--service", *ANSWERS],
    "incident show": ANSWERS,
    "incident timeline": ANSWERS,
    "incident due": ["--at", *ANSWERS],
    "incident watch": [],
    "incident ack": STEP,
    "incident triage": ["--severity", "--reason", *STEP],
    "incident assign": STEP,
    "incident log": ["--learned", "--change", "--at", "--by", *SHARES, *ANSWERS],
    "incident update": ["--at", "--by", *SHARES, *ANSWERS],
    "incident runbook": STEP,
    "incident page": ["--to", "--ref", *STEP],
    "incident handoff": ["--to", *STEP],
    "incident mitigate": STEP,
    "incident resolve": ["--change", "--notify", *STEP],
    "incident report": STEP,
    "incident close": ["--reason", *STEP],
    "incident cancel": ["--as", "--of", *STEP],
    "incident reopen": ["--reason", *STEP],
    "incident adopt": [*SHARES, *ANSWERS],
    "incident draft": ["--from-alertmanager", "--from-pagerduty", *SHARES, *ANSWERS],
    "notify send": ["--what", "--to", "--text", "--again", "--dry-run", *ANSWERS],
    "notify flush": ANSWERS,
    "notify list": ANSWERS,
    "notify drop": ANSWERS,
    "notify test": ANSWERS,
    "checklist new": [*SHARES, *ANSWERS],
    "checklist show": ANSWERS,
    "checklist done": ["--evidence", "--by", *SHARES, *ANSWERS],
    "checklist waive": ["--reason", "--by", *SHARES, *ANSWERS],
    "checklist close": ["--walk", *SHARES, *ANSWERS],
    "task add": ["--incident", "--owner", "--due", "--kind", "--factor", *SHARES, *ANSWERS],
    "task list": ["--incident", "--overdue", "--owner", *ANSWERS],
    "task show": ANSWERS,
    "task done": ["--evidence", *SHARES, *ANSWERS],
    "task decline": ["--reason", *SHARES, *ANSWERS],
    "docs open": ["--incident", "--learned", *ANSWERS],
    "docs fix": ["--incident", "--learned", *ANSWERS],
    "docs status": ANSWERS,
    "docs submit": [*WRITES, *ANSWERS],
    "docs abandon": [],
    "docs check": ANSWERS,
    "metrics capture": [
        *("--incident", "--environment", "--prometheus", "--health", "--telemetry", "--value"),
        *(*SHARES, *ANSWERS),
    ],
    "metrics show": [*SPAN, "--service"],
    "metrics verify": [*SPAN, "--service"],
    "metrics gate": [*SPAN, "--service"],
    "metrics dora": [*SPAN, "--service"],
    "metrics incidents": [*SPAN, "--service"],
    "metrics adopt": [*SHARES, *ANSWERS],
    "metrics prune": ANSWERS,
    "deploy record": [
        *("--environment", "--outcome", "--unplanned", "--fixes", "--approved-by"),
        *("--push", "--dry-run", *ANSWERS),
    ],
    "deploy list": [*SPAN, "--service"],
    "sync new": [*SHARES, *ANSWERS],
    "sync show": ANSWERS,
    "sync close": [*SHARES, *ANSWERS],
    "hook install": [],
    "hook run": [],
}
REFUSED = {
    "check": 1,
    "incident due --at 2026-11-30": 1,
    "due --at 2026-11-30": 1,
    "roster check": 1,
    "metrics gate --value": 2,
    "nonsense": 2,
    "incident resolve 7F3K --outcome perfect": 2,
    "incident new Down --severity P9": 2,
    "check --select XYZ": 2,
    "incident show AAAA": 3,
    "check --rev nowhere": 3,
    "incident close 7F3K": 3,
    "metrics capture --prometheus http://127.0.0.1:1 --timeout 1s": 4,
    "notify send 7F3K": 4,
    "notify flush": 4,
    "notify test governor-ops": 4,
    "notify send 7F3K --what praise": 2,
    "notify send 7F3K --to nowhere": 2,
    "notify send 7F3K --what update --to pagerduty": 2,
    "notify send 7F3K --what resolved": 3,
    "notify drop ZZZZ": 3,
    "notify list": 0,
    "roster who docs-lead": 0,
    "rules": 0,
    "incident list --open --severity P2 --since 2026-11-01 --service search": 0,
}


def options(*words: str) -> set[str]:
    found = load(*words)
    found = getattr(found, "commands", {}).get(words[1]) if len(words) > 1 else found
    assert found is not None, f"gov {' '.join(words)} is not there"
    return {name for param in found.params for name in param.opts}


@pytest.mark.parametrize("command", AT_THE_TOP | OF_A_NOUN)
def test_a_command_takes_the_options_that_scripts_give_it(command: str) -> None:
    wanted = {**AT_THE_TOP, **OF_A_NOUN}[command]
    assert not set(wanted) - options(*command.split())


def test_every_noun_stands_in_the_tables_above() -> None:
    assert set(NOUNS) == {*AT_THE_TOP, "p0", "p2"} | {command.split()[0] for command in OF_A_NOUN}


@pytest.fixture(scope="module")
def ops(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """One P2 that nobody has acknowledged, nobody on call, and a document that is wrong."""
    repo = gov_repository(tmp_path_factory.mktemp("options") / "ops")
    repo.write(REPORT, GOOD)
    repo.write("docs/operations/wrong.md", "---\nkind: incident\n---\n")
    playbook = "docs/operations/support-playbook.md"
    measured = "metrics:\n  - {name: error_rate, query: up, unit: percent}\n"
    repo.write(playbook, repo.read(playbook).replace("metrics: []\n", measured))
    repo.commit("start")
    return repo


@pytest.mark.parametrize("line", REFUSED)
def test_an_exit_code_says_what_kind_of_end_it_was(ops: Repo, line: str) -> None:
    done = ops.gov(*shlex.split(line), GOV_NOW="2026-11-23T10:05:00Z", GOV_USER="ada")
    assert done.code == REFUSED[line], done.stdout + done.stderr
    if done.code in {2, 3}:
        assert done.stdout == ""
        assert done.stderr.startswith("error: ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("roster who --as-of", "there is no revision ''"),
        ("roster off ada --from 2027-01-01 --through 2027-01-02 --cover", "nobody is called ``"),
        (
            "roster override --role cto --add ada --from 2027-01-01 --until 2027-01-02 --for",
            "nobody is called ``",
        ),
        ("roster export --who", "nobody is called ``"),
        ("metrics capture --value a=1 --incident", "there is no incident ``"),
        ("metrics show --environment", "--environment is empty"),
        ("metrics verify --environment", "--environment is empty"),
        ("metrics dora --environment", "--environment is empty"),
        ("metrics incidents --environment", "--environment is empty"),
        ("deploy list --environment", "--environment is empty"),
        ("deploy record", "there is no commit or tag `` here"),
    ],
)
def test_an_empty_name_is_never_taken_for_none(ops: Repo, line: str, told: str) -> None:
    done = ops.gov(*shlex.split(line), "", GOV_NOW="2026-11-23T10:05:00Z", GOV_USER="ada")
    assert (done.code in {2, 3}, done.stdout) == (True, "")
    assert told in done.stderr
