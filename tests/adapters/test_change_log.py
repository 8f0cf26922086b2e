"""One pass over a history, and what deployments brought of it, held against git's own answers."""

import random

import pytest
from deployed import History, hour

from governor_cli.adapters.change_log import changes
from governor_cli.adapters.git import Git
from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.dora.delivery import delivered

COMMITS = 400


@pytest.fixture(scope="module")
def tangled(tmp_path_factory):
    """Branches, merges of up to four parents, roots of their own, in one `git fast-import`."""
    made = History.begun(tmp_path_factory.mktemp("tangled") / "code")
    chance = random.Random(7)
    stream = ""
    for number in range(1, COMMITS + 1):
        count = chance.choice((0, 1, 1, 1, 1, 1, 1, 2, 2, 4)) if number > 9 else min(number - 1, 1)
        low = max(1, number - chance.choice((1, 3, 60)))
        parents = dict.fromkeys(chance.randint(low, number - 1) for _ in range(count)) if number > 1 else {}
        lines = [f"{'merge' if at else 'from'} :{parent}\n" for at, parent in enumerate(parents)]
        date = f"{int(hour(chance.random() * 500).timestamp())} +0000"
        stream += f"reset refs/heads/b{number}\n" if not parents else ""
        stream += f"commit refs/heads/b{number}\nmark :{number}\nauthor a <a@example.com> {date}\n"
        order = f"{int(hour(number).timestamp())} +0000"  # git's own answer is wrong where clocks were
        stream += f"committer a <a@example.com> {order}\ndata 2\n{number % 10}\n{''.join(lines)}\n"
    made.git("fast-import", "--quiet", stdin=stream.encode())
    return made


def test_every_commit_is_read_with_its_parents_and_date(tangled):
    tips = tangled.git("for-each-ref", "--format=%(objectname)").split()
    found = changes(Git.around(tangled.top), tips)
    listed = tangled.git("rev-list", "--all", "--no-commit-header", "--format=%H %at %P")
    told = {line.split(" ")[0]: line.split(" ")[1:] for line in listed.splitlines()}
    assert len(found) == len(told) == COMMITS
    for commit, change in found.items():
        assert [str(change.authored), *change.parents] == [part for part in told[commit] if part]


@pytest.mark.parametrize("seed", range(4))
def test_what_each_deployment_brought_is_what_git_lists_of_it_and_not_of_those_before(tangled, seed):
    chance = random.Random(seed)
    tips = tangled.git("for-each-ref", "--format=%(objectname)").split()
    chosen = [chance.choice(tips) for _ in range(20)]
    found = delivered(
        [Deployment(str(at), hour(600 + at), "production", tip) for at, tip in enumerate(chosen)],
        changes(Git.around(tangled.top), chosen),
    )
    for at, tip in enumerate(chosen):
        brought = {commit for commit, number in found.brought_by.items() if number == at}
        listed = tangled.git("rev-list", tip, "--not", *chosen[:at]).split()
        assert brought == set(listed)


def test_nothing_is_asked_where_nothing_went_out(tangled):
    assert changes(Git.around(tangled.top), []) == {}


def test_commits_without_a_date_or_a_subject_and_in_any_bytes_are_read(tmp_path):
    code = History.begun(tmp_path)
    code.change(0)
    tree, head = code.git("rev-parse", "HEAD^{tree}"), code.git("rev-parse", "HEAD")
    for who, message in (
        ("broken", b"no date"),
        ("a <a@example.com> 1793700000 +9999", b""),
        ("a <a@example.com> 1793700000 +0000", b"\xff\t\x85 \\ \x1e\r\nmore"),
    ):
        text = f"tree {tree}\nparent {head}\nauthor {who}\ncommitter {who}\n\n".encode() + message
        head = code.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text)
    found = changes(Git.around(code.top), [head])
    assert [one.authored for one in found.values()] == [1793700000, 1793700000, -1, int(hour(0).timestamp())]
