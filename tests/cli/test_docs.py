"""`gov docs` as a real process, against a real Git server and a GitHub held to its own description."""

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest
from fake_github import JSON, TOKEN, GitHub, problem
from git_server import GITEA, GITLAB, PASSWORD, GitServer, hook, serving
from listeners import Listener, Said, listening
from operations import GOOD, REPORT, gov_repository
from repositories import Repo, gov_program, run

from governor_cli.adapters.workspace import open_workspace
from governor_cli.workflows.docs.open import open_branch
from governor_cli.workflows.repository.recording import Recording

INCIDENT = "INC-20261123-7F3K"
BRANCH = f"docs/{INCIDENT}-restart-search"
RUNBOOK = "docs/operations/troubleshooting.md"
NOW = "2026-11-24T09:00:00Z"
LEARNED = (
    GOOD.rstrip() + b"\n| 2026-11-23 11:00:00Z | primary-operator | **learned** which node goes first |\n"
)


@pytest.fixture(autouse=True)
def _at_nine(monkeypatch):
    monkeypatch.setenv("GOV_NOW", NOW)
    monkeypatch.setenv("GOV_USER", "primary-operator")


@pytest.fixture
def ops(tmp_path) -> Repo:
    """A gov repository with one incident that has taught something."""
    repo = gov_repository(tmp_path / "ops")
    repo.write(REPORT, LEARNED)
    repo.commit("start")
    return repo


@pytest.fixture
def server(tmp_path) -> Iterator[GitServer]:
    with serving(tmp_path / "server") as one:
        yield one


@pytest.fixture
def origin(ops, server) -> Repo:
    """The bare repository behind `origin`, with the default branch pushed."""
    bare = server.create()
    ops.git("remote", "add", "origin", server.url())
    ops.git("push", "-q", "-u", "origin", "main")
    return bare


class Forge:
    """A GitHub beside the Git server, and the environment in which gov finds it."""

    def __init__(self, github: GitHub, listener: Listener) -> None:
        self.github = github
        self.listener = listener
        self.environment = {"GITHUB_TOKEN": TOKEN, "GITHUB_SERVER_URL": listener.url}


@pytest.fixture
def forge(ops, server, origin) -> Iterator[Forge]:
    github = GitHub(origin, server.page())
    with listening(github.answer) as listener:
        say(ops, f'[forge]\nkind = "github"\nurl = "{listener.url}"\n')
        one = Forge(github, listener)
        yield one
    assert github.wrong == []


def say(ops, text):
    """Settings of the forge, committed and pushed as a team would."""
    ops.write("gov.toml", f"{ops.read('gov.toml')}{text}")
    ops.commit("name the forge")
    if ops.try_git("remote", "get-url", "origin").code == 0:
        ops.git("push", "-q", "origin", "HEAD:main")


def busy(ops):
    """Work of the user's own: staged, not staged, and not known to git."""
    ops.write("staged.txt", "staged\n")
    ops.git("add", "staged.txt")
    ops.write(RUNBOOK, ops.read(RUNBOOK) + "half a thought\n")
    ops.write("loose.txt", "loose\n")
    return looks(ops)


def looks(ops):
    """Everything that must not change: HEAD, branch, index, and what git says of the files."""
    return (
        ops.git("rev-parse", "HEAD"),
        ops.git("symbolic-ref", "-q", "HEAD") if ops.try_git("symbolic-ref", "-q", "HEAD").code == 0 else "",
        ops.git("ls-files", "-s"),
        ops.git("status", "--porcelain"),
        ops.read(RUNBOOK),
    )


def opened(ops, topic="restart-search") -> Path:
    """The work tree of a new branch, opened without a process of its own: what follows is tested here."""
    recording = Recording(open_workspace(str(ops.top)))
    return Path(open_branch(recording, topic, INCIDENT, None, recording.workspace.now()).worktree)


def learn(tree: Path, text="Restart the search node first.\n") -> None:
    file = tree / RUNBOOK
    file.write_text(file.read_text() + f"\n{text}")


def reviews(bare: Repo):
    return json.loads(bare.read("reviews.json"))


# open


def test_open_makes_a_branch_whose_first_commit_says_when_the_clock_started(ops):
    before = busy(ops)
    made = ops.gov("docs", "open", "restart-search", "-i", "7f3k", "-f", "json")
    data = json.loads(made.stdout)["data"]
    assert json.loads(made.stdout)["kind"] == "documentation_branch"
    assert {name: data[name] for name in ("branch", "incident")} == {"branch": BRANCH, "incident": INCIDENT}
    assert (data["learned"], data["due"]) == ("2026-11-23T11:00:00Z", "2026-11-24T11:00:00Z")
    assert (Path(data["worktree"]) / RUNBOOK).is_file()
    told = ops.git("log", "-1", "--format=%(trailers:only)", BRANCH)
    assert told.split("\n")[:2] == [f"Gov-Incident: {INCIDENT}", "Gov-Learned-At: 2026-11-23T11:00:00Z"]
    assert ops.git("rev-parse", f"{BRANCH}~1") == ops.git("rev-parse", "main")
    assert looks(ops) == before


def test_open_says_where_to_edit_in_its_first_line(ops):
    made = ops.gov("docs", "open", "restart-search", "-i", INCIDENT, "--learned", "2026-11-24 08:30")
    assert Path(made.stdout.splitlines()[0]).is_dir()
    assert "due      2026-11-25 08:30 UTC (in 23h30m)" in made.stdout


def test_open_without_an_incident_starts_its_clock_now(ops):
    data = json.loads(ops.gov("docs", "open", "on-call-basics", "-f", "json").stdout)["data"]
    assert (data["branch"], data["incident"], data["learned"]) == ("docs/on-call-basics", None, NOW)


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("a/b", "Write it as `a-b`."),
        ("Restart the search", "Write it as `restart-the-search`."),
        ('say "no"', "Write it as `say-no`."),
        ("..", "Write it as `untitled`."),
        ("a.lock", "Write it as `a-lock`."),
        ("x" * 300, f"Write it as `{'x' * 50}`."),
        ("", "Write it as `untitled`."),
        ("ümlaut", "Write it as `umlaut`."),
        ("a\nb", "Write it as `a-b`."),
        ("@{-1}", "Write it as `1`."),
    ],
)
def test_a_topic_that_is_none_is_refused_with_one_that_is(ops, topic, hint):
    made = ops.gov("docs", "open", "-i", INCIDENT, "--", topic)
    assert made.code == 2
    assert made.stdout == ""
    assert hint in made.stderr
    assert ops.git("for-each-ref", "refs/heads/docs") == ""


def test_a_topic_that_looks_like_an_option_is_no_option(ops):
    assert ops.gov("docs", "open", "-i", INCIDENT, "-x").code == 2
    made = ops.gov("docs", "open", "-i", INCIDENT, "--", "-x")
    assert (made.code, "Write it as `x`." in made.stderr) == (2, True)


def test_a_branch_that_is_there_is_left_alone(ops):
    tree = opened(ops)
    learn(tree)
    again = ops.gov("docs", "open", "restart-search", "-i", INCIDENT)
    assert again.code == 3
    assert f"there is a branch `{BRANCH}` already" in again.stderr
    assert str(tree) in again.stderr
    assert "Restart the search node" in (tree / RUNBOOK).read_text()
    ops.git("branch", f"docs/{INCIDENT}-own")
    own = ops.gov("docs", "open", "own", "-i", INCIDENT)
    assert (own.code, "git worktree add" in own.stderr) == (3, True)


def test_a_branch_without_its_work_tree_is_gone_on_with(ops, origin):
    tree = opened(ops)
    empty = ops.gov("docs", "submit", "--dry-run")
    assert str(tree) in empty.stderr
    shutil.rmtree(tree)
    lost = ops.gov("docs", "submit")
    assert (lost.code, f"gov docs open restart-search -i {INCIDENT}" in lost.stderr) == (1, True)
    again = ops.gov("docs", "open", "restart-search", "-i", INCIDENT)
    assert (again.code, again.stdout.splitlines()[0]) == (0, str(tree))
    assert "goes on with the branch as it is" in again.stderr
    learn(tree)
    assert ops.gov("docs", "submit").code == 0
    assert ops.gov("docs", "open", "restart-search", "-i", INCIDENT).code == 0
    learn(tree, "Then the indexer.\n")
    assert ops.gov("docs", "submit").code == 0
    page = origin.git("show", f"{BRANCH}:{RUNBOOK}")
    assert page.endswith("Restart the search node first.\n\nThen the indexer.")


def test_a_merged_branch_is_not_gone_on_with(ops, origin):
    learn(opened(ops))
    assert ops.gov("docs", "submit").code == 0
    ops.git("merge", "-q", "--squash", BRANCH)
    ops.git("commit", "-q", "-m", f"docs: restart search ({INCIDENT}) (#1)")
    ops.git("push", "-q", "origin", "main")
    merged = ops.gov("docs", "open", "restart-search", "-i", INCIDENT)
    assert (merged.code, "that one is merged" in merged.stderr) == (3, True)


def test_what_a_colleague_has_pushed_is_gone_on_with(ops, server, origin, tmp_path):
    learn(opened(ops))
    assert ops.gov("docs", "submit").code == 0
    ops.git("clone", "-q", server.url(), str(tmp_path / "colleague"))
    theirs = Repo(tmp_path / "colleague")
    alone = theirs.gov("docs", "submit", "restart-search")
    assert (alone.code, f"origin alone has `{BRANCH}`" in alone.stderr) == (3, True)
    assert f"gov docs open restart-search -i {INCIDENT}" in alone.stderr
    made = theirs.gov("docs", "open", "restart-search", "-i", INCIDENT)
    assert (made.code, "the branch that origin has" in made.stderr) == (0, True)
    learn(Path(made.stdout.splitlines()[0]), "Then the indexer.\n")
    done = theirs.gov("docs", "submit")
    assert done.code == 0, done.stderr
    page = origin.git("show", f"{BRANCH}:{RUNBOOK}")
    assert page.endswith("Restart the search node first.\n\nThen the indexer.")
    same = ops.gov("docs", "submit")
    assert same.code == 0, same.stderr
    tree = opened(ops)
    assert (tree / RUNBOOK).read_text().endswith("Then the indexer.\n")
    theirs.git("switch", "-q", BRANCH)
    theirs.git("commit", "-q", "--allow-empty", "-m", "meanwhile")
    theirs.git("push", "-q", "origin", BRANCH)
    learn(tree, "And wait.\n")
    behind = ops.gov("docs", "submit")
    assert (behind.code, f"git pull --rebase origin {BRANCH}" in behind.stderr) == (4, True)


def test_a_branch_called_docs_is_in_the_way_and_named(ops):
    ops.git("branch", "docs")
    made = ops.gov("docs", "open", "restart-search", "-i", INCIDENT)
    assert (made.code, "git branch -m docs documentation" in made.stderr) == (3, True)
    assert "gov-" not in ops.read(".git/config")


def test_a_hook_that_refuses_the_first_commit_leaves_nothing_behind(ops):
    hook(ops, "commit-msg", "#!/bin/sh\necho 'no ticket in the message' >&2\nexit 1\n")
    made = ops.gov("docs", "open", "restart-search", "-i", INCIDENT)
    assert made.code == 3
    assert "no ticket in the message" in made.stderr
    assert ops.git("for-each-ref", "refs/heads/docs") == ""
    assert ops.git("worktree", "list").count("\n") == 0
    assert "gov-" not in ops.read(".git/config")


def test_of_those_who_open_a_branch_at_once_one_has_it_whole(ops):
    command = [gov_program(), "docs", "open", "restart-search", "-i", INCIDENT]
    runs = [subprocess.Popen(command, cwd=ops.top, stdout=PIPE, stderr=PIPE, text=True) for _ in range(3)]
    said = [run.communicate()[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 3, 3], said
    assert sum(f"there is a branch `{BRANCH}` already" in one for one in said) == 2
    assert (ops.top / ".git/gov" / BRANCH / RUNBOOK).is_file()
    assert ops.git("log", "--format=%s", f"main..{BRANCH}").startswith("docs: begin restart search")


def test_what_a_killed_run_left_is_taken_over(ops):
    ops.git("config", f"branch.{BRANCH}.gov-learned", NOW)
    ops.git("branch", BRANCH)
    tree = opened(ops)
    assert ops.git("log", "-1", "--format=%s", BRANCH).startswith("docs: begin restart search")
    assert tree.is_dir()


def test_a_future_time_of_learning_is_refused(ops):
    assert ops.gov("docs", "open", "x", "--learned", "2026-11-25T00:00:00Z").code == 2


# submit


def test_a_branch_arrives_as_a_pull_request(ops, origin, forge):
    before = busy(ops)
    tree = opened(ops)
    learn(tree)
    done = ops.gov("docs", "submit", **forge.environment)
    assert done.code == 0, done.stderr
    (pull,) = forge.github.pulls
    assert done.stdout.splitlines()[0] == pull["html_url"]
    assert INCIDENT in pull["title"]
    assert f"Gov-Incident: {INCIDENT}" in pull["body"]
    assert pull["head"]["ref"] == BRANCH
    assert origin.git("show", f"{BRANCH}:{RUNBOOK}").endswith("Restart the search node first.")
    assert INCIDENT in origin.git("log", "-1", "--format=%s", BRANCH)
    assert not tree.exists()
    assert looks(ops) == before
    assert TOKEN not in done.stdout + done.stderr
    assert PASSWORD not in done.stdout + done.stderr


def test_every_commit_is_signed_where_git_is_told_to_sign(ops, origin, tmp_path):
    key = tmp_path / "key"
    made = run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], tmp_path)
    assert made.code == 0, made.stderr
    for name, value in (("gpg.format", "ssh"), ("user.signingKey", str(key)), ("commit.gpgSign", "true")):
        ops.git("config", name, value)
    learn(opened(ops))
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert [
        "gpgsig" in ops.git("cat-file", "commit", commit)
        for commit in ops.git("rev-list", f"main..{BRANCH}").split()
    ] == [True, True]


def test_submitting_again_changes_nothing(ops, forge):
    learn(opened(ops))
    first = ops.gov("docs", "submit", **forge.environment)
    again = ops.gov("docs", "submit", **forge.environment)
    assert (again.code, again.stdout) == (0, first.stdout)
    assert len(forge.github.pulls) == 1


def test_git_is_asked_anew_only_where_a_step_has_moved_something(ops, forge, tmp_path):
    def processes():
        file = tmp_path / "trace"
        assert ops.gov("docs", "submit", **forge.environment, GIT_TRACE2_EVENT=str(file)).code == 0
        told = [json.loads(line) for line in file.read_text().splitlines()]
        file.unlink()
        return [one["argv"][1] for one in told if one["event"] == "start" and "/" not in one["sid"]]

    learn(opened(ops))
    first, again = processes(), processes()
    assert first.count("for-each-ref") <= 8
    assert len(first) <= 80, first  # 126 where each step looks at everything
    assert len(again) <= 55, again


def test_the_status_says_how_far_each_branch_has_come(ops, forge):
    def state():
        told = json.loads(ops.gov("docs", "status", "-f", "json").stdout)
        (branch,) = told["data"]["branches"]
        return branch["state"], branch["pull_request"], branch["clock"], len(told["data"]["owed"])

    tree = opened(ops)
    assert state() == ("empty", None, "at_risk", 1)
    learn(tree)
    assert state() == ("changed", None, "at_risk", 1)
    url = ops.gov("docs", "submit", **forge.environment).stdout.strip()
    assert state() == ("proposed", url, "met", 0)
    ops.git("fetch", "-q", "origin")
    ops.git("merge", "-q", "--squash", BRANCH)
    ops.git("commit", "-q", "-m", f"docs: restart search ({INCIDENT}) (#1)")
    ops.git("push", "-q", "origin", "main")
    assert state() == ("merged", url, "met", 0)
    done = ops.gov("docs", "submit", BRANCH, **forge.environment)
    assert "is merged" in done.stdout


def test_a_late_branch_is_late_whether_it_was_opened_or_not(ops):
    late = {"GOV_NOW": "2026-11-24T12:00:00Z"}
    told = json.loads(ops.gov("docs", "status", "-f", "json", **late).stdout)["data"]
    assert told["branches"] == []
    assert [(one["incident"], one["clock"], one["due"]) for one in told["owed"]] == [
        (INCIDENT, "breached", "2026-11-24T11:00:00Z")
    ]
    opened(ops)
    assert "late, was due 1h ago" in ops.gov("docs", "status", **late).stdout


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(ops, origin, forge):
    tree = opened(ops)
    learn(tree)
    shown = ops.gov("docs", "submit", "--dry-run", **forge.environment)
    assert f"docs: restart search ({INCIDENT})" in shown.stdout
    assert f"refs/heads/{BRANCH}" in shown.stdout
    assert TOKEN not in shown.stdout
    assert (forge.github.pulls, tree.is_dir(), origin.git("for-each-ref", "refs/heads/docs")) == (
        [],
        True,
        "",
    )


def test_a_dry_run_is_a_value_for_scripts_and_refuses_what_would_be_refused(ops, origin, forge):
    tree = opened(ops)
    nothing = ops.gov("docs", "submit", "--dry-run", **forge.environment)
    assert (nothing.code, nothing.stdout, "changes nothing yet" in nothing.stderr) == (1, "", True)
    learn(tree)
    shown = json.loads(ops.gov("docs", "submit", "--dry-run", "-f", "json", **forge.environment).stdout)
    assert shown["kind"] == "documentation_plan"
    plan = shown["data"]
    assert (plan["branch"], plan["base"], plan["ref"]) == (BRANCH, "main", f"refs/heads/{BRANCH}")
    assert (plan["token_variable"], plan["title"]) == (
        "GITHUB_TOKEN",
        f"docs: restart search ({INCIDENT})",
    )
    assert forge.listener.asked == []


def test_a_pull_request_is_not_lost_with_its_labels_and_they_are_tried_again(ops, forge):
    say(ops, 'labels = ["documentation"]\nreviewers = ["bo", "acme/operators"]\n')
    learn(opened(ops))
    forge.github.before = lambda asked: problem(403, "Not yours") if "/labels" in asked.path else None
    done = ops.gov("docs", "submit", **forge.environment)
    (pull,) = forge.github.pulls
    assert (done.code, done.stdout) == (0, f"{pull['html_url']}\n")
    assert "the review is open, but it has no labels: GitHub answered 403: Not yours" in done.stderr
    status = json.loads(ops.gov("docs", "status", "-f", "json").stdout)["data"]["branches"][0]
    assert (status["state"], status["pull_request"]) == ("proposed", pull["html_url"])
    forge.github.before = lambda _: None
    again = ops.gov("docs", "submit", "-f", "json", **forge.environment)
    assert json.loads(again.stdout)["data"]["unmet"] is None
    assert [label["name"] for label in pull["labels"]] == ["documentation"]
    assert [user["login"] for user in pull["requested_reviewers"]] == ["bo"]
    pull["labels"].clear()  # somebody thinks otherwise, and stays right
    asked = len(forge.listener.asked)
    assert ops.gov("docs", "submit", **forge.environment).code == 0
    assert [one.method for one in forge.listener.asked[asked:]] == ["GET"]


@pytest.mark.parametrize("kind", ["gitlab", "gitea"])
def test_a_push_names_labels_and_people_where_the_forge_takes_them(ops, origin, kind):
    say(ops, f'[forge]\nkind = "{kind}"\nlabels = ["documentation"]\nreviewers = ["bo", "acme/operators"]\n')
    hook(origin, *{"gitlab": ("post-receive", GITLAB), "gitea": ("proc-receive", GITEA)}[kind])
    learn(opened(ops))
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    (review,) = reviews(origin)
    if kind == "gitlab":
        assert review["options"]["merge_request.label"] == "documentation"
        assert review["options"]["merge_request.assign"] == "bo"
        assert "assigns people alone, and not acme/operators" in done.stderr
    else:
        assert set(review["options"]) == {"topic", "title", "description"}
        assert "names no labels and no reviewers" in done.stderr


def test_a_branch_arrives_as_a_merge_request_by_push_options(ops, origin):
    say(ops, '[forge]\nkind = "gitlab"\n')
    hook(origin, "post-receive", GITLAB)
    before = busy(ops)
    learn(opened(ops))
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert done.stdout.strip() == f"{origin.read('page.txt')}/-/merge_requests/1"
    (review,) = reviews(origin)
    assert review["options"]["merge_request.target"] == "main"
    assert INCIDENT in review["options"]["merge_request.title"]
    assert INCIDENT in review["options"]["merge_request.description"]
    assert looks(ops) == before
    assert ops.gov("docs", "submit").stdout == done.stdout
    assert len(reviews(origin)) == 1


def test_a_branch_arrives_as_an_agit_review(ops, origin):
    say(ops, '[forge]\nkind = "gitea"\n')
    hook(origin, "proc-receive", GITEA)
    before = busy(ops)
    learn(opened(ops))
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert done.stdout.strip() == f"{origin.read('page.txt')}/pulls/1"
    (review,) = reviews(origin)
    assert review["options"]["topic"] == BRANCH
    assert INCIDENT in review["options"]["title"]
    assert origin.git("for-each-ref", "refs/heads/docs") == ""
    assert looks(ops) == before
    assert ops.gov("docs", "submit").stdout == done.stdout
    assert len(reviews(origin)) == 1


def test_without_a_forge_the_branch_is_pushed_and_the_request_written(ops, origin):
    learn(opened(ops))
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert "The following changes since commit" in done.stdout
    assert PASSWORD not in done.stdout
    assert origin.git("for-each-ref", "--format=%(refname:short)", "refs/heads/docs") == BRANCH
    secret = ops.gov("docs", "submit", "--pull-request", "https://ada:hunter2@git.example.com/pull/4")
    assert (secret.code, "holds a login" in secret.stderr, "hunter2" in secret.stderr) == (2, True, False)
    recorded = ops.gov("docs", "submit", "--pull-request", "https://git.example.com/acme/ops/pull/4")
    assert recorded.stdout == "https://git.example.com/acme/ops/pull/4\n"
    status = json.loads(ops.gov("docs", "status", "-f", "json").stdout)["data"]["branches"][0]
    assert status["state"] == "proposed"


def test_github_without_a_token_leaves_the_last_click_to_a_person(ops, origin, forge):
    learn(opened(ops))
    done = ops.gov("docs", "submit")
    assert done.code == 0
    assert f"/acme/ops/compare/main...{BRANCH}?expand=1" in done.stdout
    assert forge.listener.asked == []


def test_a_branch_that_changes_nothing_is_not_submitted(ops, origin):
    tree = opened(ops)
    done = ops.gov("docs", "submit")
    assert done.code == 1
    assert "changes nothing yet" in done.stderr
    (tree / "elsewhere.txt").write_text("x\n")
    done = ops.gov("docs", "submit")
    assert (done.code, "changes nothing in `docs/operations/`" in done.stderr) == (1, True)
    learn(tree)
    (tree / "left by an editor~").write_text("x\n")
    done = ops.gov("docs", "submit")
    assert f"committed {RUNBOOK}, elsewhere.txt, left by an editor~" in done.stderr


def test_a_wrong_document_is_not_submitted(ops, origin):
    tree = opened(ops)
    learn(tree)
    book = tree / "docs/operations/support-playbook.md"
    book.write_text(book.read_text().replace("kind: playbook", "kind: playbok"))
    done = ops.gov("docs", "submit")
    assert done.code == 1
    assert "docs/operations/support-playbook.md:" in done.stderr
    assert tree.is_dir()


def test_what_does_not_merge_is_not_pushed(ops, origin):
    tree = opened(ops)
    learn(tree)
    ops.write(RUNBOOK, ops.read(RUNBOOK) + "\nSomething else.\n")
    ops.commit("meanwhile")
    ops.git("push", "-q", "origin", "main")
    done = ops.gov("docs", "submit")
    assert done.code == 3
    assert f"does not merge with main: `{RUNBOOK}`" in done.stderr
    assert origin.git("for-each-ref", "refs/heads/docs") == ""


# what goes wrong


def test_no_remote_at_all_keeps_the_commit(ops):
    tree = opened(ops)
    learn(tree)
    done = ops.gov("docs", "submit")
    assert done.code == 3
    assert "there is no remote to propose to" in done.stderr
    assert "Restart the search node" in ops.git("show", f"{BRANCH}:{RUNBOOK}")


def test_an_unreachable_host_is_exit_4_and_nothing_is_lost(ops, origin):
    learn(opened(ops))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        ops.git("remote", "set-url", "origin", f"http://u:{PASSWORD}@127.0.0.1:{free.getsockname()[1]}/x.git")
        done = ops.gov("docs", "submit")
    assert done.code == 4
    assert "origin cannot be reached" in done.stderr
    assert PASSWORD not in done.stderr
    assert "Restart the search node" in ops.git("show", f"{BRANCH}:{RUNBOOK}")


def test_a_server_that_knows_nobody_is_exit_4(ops, server, origin):
    learn(opened(ops))
    server.closed = True
    done = ops.gov("docs", "submit")
    assert (done.code, "origin does not let git in" in done.stderr) == (4, True)


def test_a_branch_that_somebody_pushed_to_is_not_overwritten(ops, server, origin, tmp_path):
    tree = opened(ops)
    learn(tree)
    other = tmp_path / "other"
    ops.git("clone", "-q", server.url(), str(other))
    theirs = Repo(other)
    theirs.git("switch", "-q", "-c", BRANCH)
    theirs.write("docs/operations/new.md", "# New\n")
    theirs.commit("theirs")
    theirs.git("push", "-q", "origin", BRANCH)
    done = ops.gov("docs", "submit")
    assert done.code == 4
    assert "has commits on this branch that this clone does not have" in done.stderr
    assert origin.git("log", "-1", "--format=%s", BRANCH) == "theirs"
    assert tree.is_dir()


def test_a_protected_branch_is_told_in_the_remotes_own_words(ops, origin):
    hook(origin, "pre-receive", "#!/bin/sh\necho 'GL-HOOK: docs/ is protected' >&2\nexit 1\n")
    learn(opened(ops))
    done = ops.gov("docs", "submit")
    assert done.code == 4
    assert "origin refuses the branch" in done.stderr
    assert "docs/ is protected" in done.stderr


@pytest.mark.parametrize(("name", "code"), [("pre-commit", 3), ("pre-push", 4)])
def test_a_hook_of_the_clone_is_obeyed_and_quoted(ops, origin, forge, name, code):
    tree = opened(ops)
    hook(ops, name, "#!/bin/sh\necho 'the spell checker is unhappy' >&2\nexit 1\n")
    learn(tree)
    done = ops.gov("docs", "submit", **forge.environment)
    assert done.code == code
    assert "the spell checker is unhappy" in done.stderr
    assert tree.is_dir()
    (ops.top / ".git/hooks" / name).unlink()
    assert ops.gov("docs", "submit", **forge.environment).code == 0
    assert len(forge.github.pulls) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(401, b'{"message": "Bad credentials"}', JSON), "does not accept the token in GITHUB_TOKEN"),
        (
            Said(403, b"{}", {**JSON, "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795514400"}),
            "GitHub's rate limit is used up until 10:00 UTC",
        ),
        (
            Said(403, f'{{"message": "no right for {TOKEN}"}}'.encode(), JSON),
            "does not let the token in GITHUB_TOKEN open a pull request: no right for ***",
        ),
        (Said(404, b"{}", JSON), "GitHub has no acme/ops"),
        (Said(500, b"<html>"), "GitHub answered 500: no reason is given"),
        (Said(200, b"[1]", JSON), "GitHub answered with no pull request"),
        (Said(302, headers={"Location": "http://127.0.0.2/x"}), "sends one on to 127.0.0.2"),
    ],
)
def test_what_github_refuses_is_said_and_can_be_tried_again(ops, forge, said, told):
    learn(opened(ops))
    forge.github.before = lambda _: said
    done = ops.gov("docs", "submit", **forge.environment)
    assert done.code == 4
    assert told in done.stderr
    assert TOKEN not in done.stdout + done.stderr
    forge.github.before = lambda _: None
    assert ops.gov("docs", "submit", **forge.environment).code == 0
    assert len(forge.github.pulls) == 1


def test_github_may_fail_twice_before_it_answers(ops, forge):
    learn(opened(ops))
    left = [Said(502), Said(503)]
    forge.github.before = lambda _: left.pop() if left else None
    assert ops.gov("docs", "submit", **forge.environment).code == 0
    assert len(forge.github.pulls) == 1


def test_a_pull_request_whose_answer_was_lost_is_found_again(ops, forge):
    learn(opened(ops))
    forge.github.after = lambda _, said: Said(hang_up=True) if said.status == 201 else said
    lost = ops.gov("docs", "submit", **forge.environment)
    assert lost.code == 0, lost.stderr  # the second attempt is refused as existing, and the first one found
    assert len(forge.github.pulls) == 1


def test_a_token_is_not_sent_where_the_remote_is_not(ops, origin):
    with listening(lambda _: Said(200)) as thief:
        say(ops, '[forge]\nkind = "github"\nurl = "http://localhost:' + str(thief.port) + '"\n')
        learn(opened(ops))
        done = ops.gov("docs", "submit", GITHUB_TOKEN=TOKEN)
    assert (done.code, "which is not where the remote is" in done.stderr) == (3, True)
    assert thief.asked == []


def test_githubs_own_token_is_not_shown_to_another_host(ops, forge):
    learn(opened(ops))
    done = ops.gov("docs", "submit", GITHUB_TOKEN=TOKEN)
    assert (done.code, "compare" in done.stdout, forge.listener.asked) == (0, True, [])


# where the user stands


def test_a_detached_head_changes_nothing_for_documentation(ops, forge):
    ops.git("checkout", "-q", "--detach")
    before = busy(ops)
    learn(opened(ops))
    assert ops.gov("docs", "submit", **forge.environment).code == 0
    assert looks(ops) == before


@pytest.mark.parametrize("how", ["remote head", "setting"])
def test_the_default_branch_may_have_any_name(ops, server, how):
    server.create(default="trunk")
    ops.git("branch", "-m", "main", "trunk")
    ops.git("remote", "add", "origin", server.url())
    ops.git("push", "-q", "origin", "trunk")
    ops.git("switch", "-q", "-c", "feature/x")
    ops.write("feature.txt", "x\n")
    ops.commit("a feature")
    ops.git("push", "-q", "origin", "feature/x")
    if how == "setting":
        ops.write("gov.toml", ops.read("gov.toml") + '[forge]\nbranch = "trunk"\n')
    else:
        ops.git("remote", "set-head", "origin", "--auto")
    tree = opened(ops)
    assert not (tree / "feature.txt").exists()
    assert ops.git("rev-parse", f"{BRANCH}~1") == ops.git("rev-parse", "origin/trunk")


def test_a_default_branch_that_nothing_names_is_asked_for(ops):
    ops.git("branch", "-m", "main", "one")
    ops.git("branch", "two")
    done = ops.gov("docs", "open", "x")
    assert (done.code, "which branch is the default one" in done.stderr) == (3, True)


def test_a_command_in_the_work_tree_means_its_branch(ops, forge):
    tree = opened(ops)
    opened(ops, "another-one")
    learn(tree)
    several = ops.gov("docs", "submit", **forge.environment)
    assert (several.code, "another-one" in several.stderr) == (3, True)
    done = ops.gov("docs", "submit", cwd=tree / "docs", **forge.environment)
    assert done.code == 0, done.stderr
    assert forge.github.pulls[0]["head"]["ref"] == BRANCH


def test_a_checkout_of_the_users_own_is_never_committed_or_removed(ops, origin):
    tree = opened(ops)
    learn(tree)
    ops.git("-C", str(tree), "commit", "-q", "-am", "own words")
    ops.git("worktree", "remove", str(tree))
    ops.git("switch", "-q", BRANCH)
    ops.write("loose.txt", "loose\n")
    done = ops.gov("docs", "submit")
    assert (done.code, "with changes that are not committed" in done.stderr) == (3, True)
    (ops.top / "loose.txt").unlink()
    assert ops.gov("docs", "submit").code == 0
    assert ops.git("branch", "--show-current") == BRANCH


# abandon


def test_an_abandoned_branch_keeps_its_work_and_the_reason(ops):
    tree = opened(ops)
    learn(tree)
    (tree / "new.md").write_text("# New\n")
    gone = ops.gov("docs", "abandon", "--reason", "the page was retired", "-f", "json")
    kept = json.loads(gone.stdout)["data"]["kept"]
    assert (gone.code, tree.exists(), ops.git("for-each-ref", "refs/heads/docs")) == (0, False, "")
    assert "the page was retired" in ops.git("cat-file", "tag", kept)
    assert "Restart the search node" in ops.git("show", f"{kept}:{RUNBOOK}")
    assert ops.git("show", f"{kept}:new.md") == "# New"
    assert opened(ops).is_dir()


@pytest.mark.parametrize("args", [("--reason", " "), ("--reason", "\x1b[2J"), ()])
def test_abandoning_needs_a_reason(ops, args):
    tree = opened(ops)
    assert ops.gov("docs", "abandon", *args).code == 2
    assert tree.is_dir()


def test_a_branch_that_is_not_there_is_named(ops):
    none = ops.gov("docs", "submit")
    assert (none.code, "gov docs open" in none.stderr) == (3, True)
    opened(ops)
    wrong = ops.gov("docs", "abandon", "nothing", "--reason", "x")
    assert (wrong.code, BRANCH in wrong.stderr) == (3, True)


# fix


def test_fix_does_all_of_it_around_the_editor(ops, forge):
    before = busy(ops)
    editor = 'sh -c \'printf "\\nRestart it twice.\\n" >> "$0"\''
    done = ops.gov("docs", "fix", RUNBOOK, "-i", "7F3K", EDITOR=editor, **forge.environment)
    assert done.code == 0, done.stderr
    (pull,) = forge.github.pulls
    assert done.stdout.strip() == pull["html_url"]
    assert pull["head"]["ref"] == f"docs/{INCIDENT}-troubleshooting"
    assert looks(ops) == before


def test_a_file_left_as_it_was_leaves_nothing_behind(ops):
    done = ops.gov("docs", "fix", RUNBOOK, EDITOR="true")
    assert (done.code, done.stdout) == (0, "")
    assert ops.git("for-each-ref", "refs/heads/docs") == ""


def test_an_editor_that_fails_before_anything_was_written_leaves_nothing_behind(ops):
    failed = ops.gov("docs", "fix", RUNBOOK, EDITOR="false")
    assert (failed.code, "ended with 1" in failed.stderr) == (3, True)
    assert ops.git("for-each-ref", "refs/heads/docs") == ""


def test_fix_without_a_terminal_waits_for_no_editor(ops):
    for named in ({}, {"EDITOR": "vi"}):
        refused = ops.gov("docs", "fix", RUNBOOK, **named)
        assert (refused.code, refused.stdout) == (3, "")
        assert "there is no terminal to edit in" in refused.stderr
    assert ops.git("branch", "--list", "docs/*") == ""


def test_fixing_again_goes_on_with_what_is_proposed(ops, forge):
    first = 'sh -c \'printf "\\nOnce.\\n" >> "$0"\''
    second = 'sh -c \'printf "\\nTwice.\\n" >> "$0"\''
    assert ops.gov("docs", "fix", RUNBOOK, EDITOR=first, **forge.environment).code == 0
    same = ops.gov("docs", "fix", RUNBOOK, EDITOR="true", **forge.environment)
    again = ops.gov("docs", "fix", RUNBOOK, EDITOR=second, **forge.environment)
    (pull,) = forge.github.pulls
    assert [same.stdout, again.stdout] == [f"{pull['html_url']}\n"] * 2
    assert ops.git("show", f"docs/troubleshooting:{RUNBOOK}").endswith("Once.\n\nTwice.")


def test_an_editor_that_fails_loses_nothing(ops, origin):
    broken = 'sh -c \'printf "\\nHalf.\\n" >> "$0"; exit 1\''
    failed = ops.gov("docs", "fix", RUNBOOK, EDITOR=broken)
    assert (failed.code, "ended with 1" in failed.stderr) == (3, True)
    done = ops.gov("docs", "fix", RUNBOOK, EDITOR="true")
    assert done.code == 0, done.stderr
    assert "Half." in origin.git("show", f"docs/troubleshooting:{RUNBOOK}")


@pytest.mark.parametrize(
    "path", ["README.md", "../x.md", "/etc/passwd", "docs/operations", "docs/operations/a.sh"]
)
def test_fix_edits_documentation_alone(ops, path):
    assert ops.gov("docs", "fix", path, EDITOR="true").code == 2


def test_a_page_that_is_new_can_be_fixed_into_being(ops, origin):
    editor = 'sh -c \'printf "# Cold start\\n" > "$0"\''
    done = ops.gov("docs", "fix", "docs/operations/new/Cold start.md", EDITOR=editor)
    assert done.code == 0, done.stderr
    assert origin.git("show", "docs/cold-start:docs/operations/new/Cold start.md") == "# Cold start"
    assert not (ops.top / "docs/operations/new").exists()


# check


def test_check_says_what_is_wrong_with_the_documentation_and_nothing_else(ops):
    ops.write(
        REPORT, LEARNED.replace(b"2026-11-23 11:00:00Z | primary-operator", b"2026-11-23 1x:00:00Z | a")
    )
    assert ops.gov("docs", "check").code == 0
    ops.write("docs/operations/start.md", "# Start\n\n[gone](gone.md) [top](#topp)\n")
    ops.write("docs/operations/README.md", "[gone](gone-too.md)\n")
    found = ops.gov("docs", "check", "-f", "json")
    told = [(one["path"], one["line"], one["code"]) for one in json.loads(found.stdout)["data"]["findings"]]
    assert found.code == 1
    assert [one for one in told if one[2].startswith("DOX")] == [
        ("docs/operations/README.md", 1, "DOX001"),
        ("docs/operations/start.md", 3, "DOX001"),
        ("docs/operations/start.md", 3, "DOX002"),
    ]
    assert {code for _, _, code in told} <= {"DOX001", "DOX002", "PLB042"}
    whole = ops.gov("check", "-f", "json")
    assert "DOX001" in whole.stdout


def test_check_names_a_runbook_that_nobody_has_looked_at(ops):
    ops.git("commit", "-q", "--amend", "--no-edit", "--date", "2026-01-01T00:00:00Z",
            GIT_COMMITTER_DATE="2026-01-01T00:00:00Z")  # fmt: skip
    late = ops.gov("docs", "check", "--strict")
    assert late.code == 1
    assert f"{RUNBOOK}:1:1 DOX010 last reviewed on 2026-01-01" in late.stdout
    ops.write(RUNBOOK, f"---\nreviewed: 2026-11-01\n---\n{ops.read(RUNBOOK)}")
    ops.git("commit", "-q", "-am", "read it", "--date", "2026-01-02T00:00:00Z",
            GIT_COMMITTER_DATE="2026-01-02T00:00:00Z")  # fmt: skip
    assert RUNBOOK not in ops.gov("docs", "check", "--strict").stdout
    ops.write("docs/operations/deployment-runbook.md", "<!-- gov: allow DOX010 frozen -->\n# Deploy\n")
    ops.git("commit", "-q", "-am", "x", GIT_COMMITTER_DATE="2026-01-02T00:00:00Z")
    assert "deployment-runbook.md:1:1 DOX010" not in ops.gov("docs", "check").stdout
    assert "SIL" not in ops.gov("docs", "check").stdout


def test_check_names_a_runbook_that_an_incident_engaged(ops):
    resolved = LEARNED.replace(b"status: declared", b"status: resolved").replace(
        b"  declared: 2026-11-23T10:02:00Z\n",
        b"  declared: 2026-11-23T10:02:00Z\n  resolved: 2026-11-23T11:30:00Z\n",
    )
    used = b"| 2026-11-23 10:10:00Z | primary-operator | **runbook** troubleshooting.md |\n"
    ops.write(REPORT, resolved + used)
    ops.git("commit", "-q", "--amend", "--no-edit", "-a", GIT_COMMITTER_DATE="2026-11-22T00:00:00Z")
    told = ops.gov("docs", "check", GOV_NOW="2026-11-25T00:00:00Z")
    assert f"DOX011 engaged in {INCIDENT} on 2026-11-23, and not touched since" in told.stdout
    assert "DOX011" not in ops.gov("docs", "check", GOV_NOW="2026-11-24T00:00:00Z").stdout
