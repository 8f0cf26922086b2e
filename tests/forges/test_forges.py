"""What each forge is told, and what it is taken to have answered."""

from pathlib import Path

import pytest

import governor_cli.forges
from governor_cli.contracts.forge import Forge, Home, Proposal, Remote, Wishes
from governor_cli.core.remote_address import remote_address
from governor_cli.workflows import catalogue

INCIDENT = "INC-20261123-7F3K"
HOME = Home(remote_address("git@git.example.com:acme/ops.git"))
PROPOSAL = Proposal(
    f"docs/{INCIDENT}-x", "main", f"docs: x ({INCIDENT})", "First\nparagraph.\n\nSecond.\n", HOME.address
)


def silent(*numbers):
    return Remote("", lambda: numbers)


def test_the_catalogue_is_the_folder():
    modules = {file.stem for file in Path(governor_cli.forges.__file__).parent.glob("[!_]*")}
    assert set(catalogue.FORGES) == modules
    assert [catalogue.forge(name).name for name in catalogue.FORGES] == list(catalogue.FORGES)
    assert all(isinstance(catalogue.forge(name), Forge) for name in catalogue.FORGES)


@pytest.mark.parametrize("name", catalogue.FORGES)
def test_no_option_of_a_push_has_a_line_break(name):
    delivery = catalogue.forge(name).deliver(PROPOSAL)
    assert delivery.target in {f"refs/heads/{PROPOSAL.branch}", "refs/for/main"}
    assert not any("\n" in option for option in delivery.options)


def test_gitlab_answers_the_push_with_an_address():
    gitlab = catalogue.forge("gitlab")
    said = (
        "remote: To create a merge request for x, visit:\n"
        "remote:   https://git.example.com/acme/ops/-/merge_requests/new?merge_request%5Bsource_branch%5D=x\n"
    )
    told = f"{said}remote:   https://git.example.com/acme/ops/-/merge_requests/12\x1b[0m\n"
    assert gitlab.propose(HOME, PROPOSAL, Remote(told, tuple)).url.endswith("/-/merge_requests/12")
    by_hand = gitlab.propose(HOME, PROPOSAL, Remote(said, tuple))
    assert (by_hand.url, "merge_requests/new" in by_hand.by_hand) == ("", True)


def test_a_lost_answer_is_found_by_the_head_of_the_review():
    address = "https://git.example.com/acme/ops"
    assert (
        catalogue.forge("gitlab").propose(HOME, PROPOSAL, silent(7, 3)).url == f"{address}/-/merge_requests/7"
    )
    assert catalogue.forge("gitea").propose(HOME, PROPOSAL, silent(4)).url == f"{address}/pulls/4"


def test_github_without_a_token_names_the_page_that_compares():
    github = catalogue.forge("github")
    assert github.propose(HOME, PROPOSAL, silent()).by_hand == (
        f"https://git.example.com/acme/ops/compare/main...docs/{INCIDENT}-x?expand=1"
    )
    fork = Proposal("b", "main", "t", "", remote_address("git@git.example.com:ada/ops.git"))
    assert "main...ada%3Ab" in github.propose(HOME, fork, silent()).by_hand
    labelled = PROPOSAL._replace(wishes=Wishes(("documentation", "from an incident"), ("ada",)))
    by_hand = github.propose(HOME, labelled, silent()).by_hand
    assert by_hand.endswith("?expand=1&labels=documentation%2Cfrom%20an%20incident")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("github.com", "github"),
        ("acme.ghe.com", "github"),
        ("gitlab.com", "gitlab"),
        ("gitlab.example.com", "gitlab"),
        ("codeberg.org", "gitea"),
        ("forgejo.example.com", "gitea"),
        ("evilgithub.com", None),
        ("github.com.example.com", None),
        ("git.example.com", None),
    ],
)
def test_a_forge_is_known_by_its_whole_host(host, name):
    import re

    fitting = [one for one in catalogue.FORGES if re.fullmatch(catalogue.forge(one).hosts, host)]
    assert fitting == ([name] if name else [])
