"""gov started warm, as most tests start it, goes as it does for its users."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
import warm
from repositories import gov_program, run

pytestmark = pytest.mark.skipif("GOV_UNDER_TEST" in os.environ, reason="every start is cold")


@pytest.mark.parametrize(
    "words", [["--version"], ["check", "--help"], ["nonsense"], ["incident", "list", "-n", "\udce9"], []]
)
def test_it_says_and_ends_as_a_cold_start_does(repo, words):
    assert warm.at_hand(os.environ)
    assert repo.gov(*words) == run([gov_program(), *words], repo.top)


def test_it_is_told_its_arguments_folder_variables_and_input(repo):
    assert repo.gov("init").code == 0
    (repo.top / "deep").mkdir()
    made = repo.gov(
        "incident",
        "new",
        "--severity",
        "P1",
        "--",
        "caf\N{LATIN SMALL LETTER E WITH ACUTE}",
        cwd=repo.top / "deep",
        GOV_NOW="2026-11-23T10:00:00Z",
        GOV_USER="release-manager",
    )
    assert (made.code, "INC-20261123-" in made.stdout) == (0, True), made.stderr
    refused = repo.gov("roster", "check", "-", stdin="no table")
    assert refused == run([gov_program(), "roster", "check", "-"], repo.top, stdin=b"no table")


def test_input_that_nobody_reads_is_no_trouble(repo):
    assert repo.gov("--version", stdin=b"x" * 1_000_000).code == 0


def test_many_run_at_once(repo):
    with ThreadPoolExecutor() as hands:
        said = list(hands.map(lambda word: repo.gov(word).stderr, [f"odd{number}" for number in range(8)]))
    assert all(f"`gov odd{number}`" in one for number, one in enumerate(said))


@pytest.mark.parametrize(
    "name", ["LC_ALL", "PYTHONPATH", "TZ", "PATH", "NO_COLOR", "GIT_DIR", "_GOV_COMPLETE"]
)
def test_what_is_read_while_python_starts_makes_a_cold_start(name):
    assert warm.at_hand({**os.environ, name: "other"}) is None
