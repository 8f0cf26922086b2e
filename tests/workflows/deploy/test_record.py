"""Deployments recorded and measured in every sort of repository, and by several hands at once."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from deployed import History
from matrix import BORN, unborn

from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError
from governor_cli.core.instants import parse_instant
from governor_cli.practices.dora.definitions import FREQUENCY, LEAD_TIME
from governor_cli.workflows.deploy.ground import Ground
from governor_cli.workflows.deploy.planning import Typed, plan
from governor_cli.workflows.deploy.record import record
from governor_cli.workflows.metrics.dora import Measuring, Wanted

NOW = parse_instant("2999-11-23T10:00:00Z")
"""After every commit that a test makes now."""
NAME = "deploy/production/29991123T100000Z"


def recorded(top, **typed):
    ground = Ground(Git.around(top))
    return record(ground, plan(ground, Typed(**typed), NOW))


@pytest.mark.parametrize("name", BORN)
def test_a_deployment_is_recorded_and_measured(tmp_path, name):
    top = BORN[name](tmp_path, {"a.txt": b"a\n"})
    if name == "read-only" and os.geteuid():
        pytest.skip("nothing can be written there")
    assert recorded(top).deployment.name == NAME
    found = Measuring(Ground(Git.around(top)), NOW).measured(Wanted())
    told = {one.definition: one for one in found.dora.overall.metrics}
    assert told[FREQUENCY].n == 1
    changes = told[LEAD_TIME].n + sum(told[LEAD_TIME].excluded.values())
    assert changes == int(History(top).git("rev-list", "--count", f"{NAME}^{{commit}}"))


def test_nothing_went_out_of_a_repository_without_a_commit(tmp_path):
    with pytest.raises(GovError, match="there is no commit yet"):
        recorded(unborn(tmp_path, {"a.txt": b"a\n"}))


def test_many_hands_record_one_deployment_once_and_different_ones_each(tmp_path):
    code = History.begun(tmp_path)
    code.change(0)
    with ThreadPoolExecutor(6) as hands:
        same = list(hands.map(lambda _: recorded(code.top), range(6)))
    assert {one.deployment.name for one in same} == {NAME}
    assert sum(one.is_new for one in same) == 1
    with ThreadPoolExecutor(6) as hands:
        each = list(hands.map(lambda number: recorded(code.top, services=[f"s{number}"]), range(6)))
    assert {one.deployment.name for one in each} == {f"{NAME}-{number}" for number in range(2, 8)}


def test_a_signature_that_cannot_be_made_is_told_and_leaves_nothing(tmp_path):
    code = History.begun(tmp_path)
    code.change(0)
    code.git("config", "tag.gpgSign", "true")
    code.git("config", "gpg.program", "false")
    with pytest.raises(GovError, match="git tag failed"):
        recorded(code.top)
    assert code.git("tag") == ""


def test_lines_that_begin_with_a_hash_stay_in_the_note(tmp_path):
    code = History.begun(tmp_path)
    code.change(0)
    recorded(code.top, note="# 4711\n\nOutcome: failed")
    assert "\n\n# 4711\n\nOutcome: failed\n\nOutcome: success" in code.git(
        "tag", "-l", "--format=%(contents)", NAME
    )
    ground = Ground(Git.around(code.top))
    (one,) = Measuring(ground, NOW).known.deployments
    assert one.outcome == "success"
