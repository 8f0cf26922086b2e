"""Pull requests with labels and reviewers, against a GitHub held to its own description."""

import pytest
from fake_github import TOKEN, GitHub, problem
from listeners import Said, listening
from repositories import Repo

from governor_cli.contracts.forge import Home, Proposal, Remote, Wishes
from governor_cli.core.remote_address import remote_address
from governor_cli.workflows import catalogue

ADDRESS = remote_address("http://127.0.0.1/acme/ops.git")
ASKED = Wishes(("documentation", "from an incident"), ("ada", "bo", "acme/operators"))
FORGE = catalogue.forge("github")


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A repository with a branch to propose."""
    repo = Repo.new(tmp_path_factory.mktemp("github") / "ops.git", "--bare", "--initial-branch=main")
    tree = repo.git("mktree", stdin=b"")
    first = repo.git("commit-tree", tree, "-m", "first")
    repo.git("update-ref", "refs/heads/main", first)
    repo.git("update-ref", "refs/heads/docs/x", repo.git("commit-tree", tree, "-p", first, "-m", "second"))
    return repo


@pytest.fixture
def github(bare):
    """The fake, and how it is asked: ``propose(wishes)``."""
    fake = GitHub(bare, "http://127.0.0.1/acme/ops")
    with listening(fake.answer) as listener:
        home = Home(ADDRESS, listener.url, TOKEN, "GITHUB_TOKEN")

        def propose(wishes=ASKED):
            proposal = Proposal("docs/x", "main", "docs: x", "Body.\n", ADDRESS, wishes)
            return FORGE.propose(home, proposal, Remote("", tuple))

        yield fake, propose, listener
    assert fake.wrong == []


def test_a_pull_request_carries_what_was_asked_for_and_its_author_reviews_nothing(github):
    fake, propose, _ = github
    proposed = propose()
    (pull,) = fake.pulls
    assert (proposed.url, proposed.unmet) == (pull["html_url"], "")
    assert [label["name"] for label in pull["labels"]] == ["documentation", "from an incident"]
    assert [user["login"] for user in pull["requested_reviewers"]] == ["bo"]
    assert [team["slug"] for team in pull["requested_teams"]] == ["operators"]


def test_without_wishes_nothing_more_is_asked(github):
    fake, propose, listener = github
    assert propose(Wishes()).unmet == ""
    assert [one.method for one in listener.asked] == ["GET", "POST"]
    assert propose(Wishes(reviewers=("ada",))).unmet == ""
    assert [one.method for one in listener.asked] == ["GET", "POST", "GET"]
    assert len(fake.pulls) == 1


def test_a_reviewer_whom_github_refuses_costs_neither_the_labels_nor_the_pull_request(github):
    fake, propose, _ = github
    proposed = propose(Wishes(("documentation",), ("zed",)))
    assert proposed.url == fake.pulls[0]["html_url"]
    assert proposed.unmet == (
        "nobody was asked to review it: GitHub answered 422: "
        "Review cannot be requested: Reviews may only be requested from collaborators."
    )
    assert [label["name"] for label in fake.pulls[0]["labels"]] == ["documentation"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(401, b"{}"), "it has no labels: GitHub does not accept the token in GITHUB_TOKEN"),
        (problem(403, f"Not for {TOKEN}"), "it has no labels: GitHub answered 403: Not for ***"),
        (problem(404, "Not Found"), "it has no labels: GitHub answered 404: Not Found"),
        (Said(429, headers={"Retry-After": "600"}), "it has no labels: GitHub's rate limit is used up for"),
        (Said(hang_up=True), "it has no labels: 127.0.0.1 broke the connection off"),
    ],
)
def test_whatever_becomes_of_the_labels_the_pull_request_is_open(github, said, told):
    fake, propose, _ = github
    fake.before = lambda asked: said if asked.path.endswith("/labels") else None
    proposed = propose()
    assert proposed.url == fake.pulls[0]["html_url"]
    assert proposed.unmet.startswith(told)
    assert [user["login"] for user in fake.pulls[0]["requested_reviewers"]] == ["bo"]
    assert TOKEN not in proposed.unmet


def test_a_pull_request_that_is_open_already_gets_what_it_lacks(github):
    fake, propose, _ = github
    propose(Wishes())
    assert propose().url == fake.pulls[0]["html_url"]
    assert len(fake.pulls[0]["labels"]) == 2
