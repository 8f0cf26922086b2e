"""The suite owes nothing to the developer's machine."""

import os
from pathlib import Path

from repositories import gov_program


def test_git_sees_no_configuration_but_the_suites_own(repo):
    origins = {line.split("\t")[0] for line in repo.git("config", "--list", "--show-origin").splitlines()}
    assert origins == {"file:.git/config", f"file:{os.environ['GIT_CONFIG_GLOBAL']}"}


def test_nobodys_home_is_used(hermetic):
    assert Path.home() == hermetic


def test_gov_is_the_installed_program_run_as_a_process(repo):
    assert Path(gov_program()).is_file()
    done = repo.gov("--version")
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("gov ")


def test_a_variable_given_to_one_run_of_gov_is_seen_by_that_run_alone(repo):
    done = repo.gov("check", GOV_NOW="2026-11-23T10:00:00Z")
    assert done.code == 3
    assert "GOV_NOW" not in os.environ
