"""Rendering writes blocks and nothing else."""

from pathlib import Path

import pytest

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.playbook.render import rendering, write_rendering

PLAYBOOK = "docs/operations/support-playbook.md"
CASE = (Path(__file__).parents[2] / "cases" / "playbook.md").read_text()


@pytest.fixture
def workspace(repo):
    repo.write("gov.toml")
    repo.write(PLAYBOOK, CASE.replace("after: 4h", "after: 3h").replace("every: 7d", "every: 14d"))
    return open_workspace(repo.top)


def test_every_block_that_differs_is_named_in_the_order_of_the_tables(workspace):
    assert rendering(workspace).blocks == ("escalation", "sync")


def test_what_is_rendered_once_is_at_rest(workspace):
    write_rendering(workspace, rendering(workspace))
    assert rendering(workspace).blocks == ()


def test_a_body_without_blocks_stays_without(workspace, repo):
    front = repo.read(PLAYBOOK).split("\n---\n")[0]
    repo.write(PLAYBOOK, f"{front}\n---\n# Ours\n")
    found = rendering(workspace)
    assert (found.blocks, found.data) == ((), found.document.data)


def test_a_playbook_that_changed_meanwhile_is_not_overwritten(workspace, repo):
    found = rendering(workspace)
    repo.write(PLAYBOOK, CASE + "\nSomebody was here.\n")
    with pytest.raises(GovError, match="changed by somebody else"):
        write_rendering(workspace, found)
    assert repo.read(PLAYBOOK).endswith("Somebody was here.\n")
