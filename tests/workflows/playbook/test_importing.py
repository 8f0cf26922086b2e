"""Where an import reads and writes."""

import pytest

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.playbook.importing import importing, write_import

PLAYBOOK = "docs/operations/support-playbook.md"
PROSE = "# Ours\n\n- P1: The shop is down. Respond within 10 minutes.\n- P2: Anything else, 1 day.\n"


@pytest.fixture
def folder(repo, monkeypatch):
    repo.write("gov.toml")
    repo.write("prose.md", PROSE)
    monkeypatch.chdir(repo.top)
    return repo.top


def test_the_place_is_the_one_gov_toml_names(folder):
    one = importing("prose.md", None, open_workspace)
    assert (one.target, one.before) == (folder / PLAYBOOK, None)
    write_import(one)
    assert (folder / PLAYBOOK).read_bytes() == one.composed.data


def test_links_start_from_the_folder_that_is_written_to(folder, repo):
    repo.write("prose.md", PROSE + "\nSee the [Troubleshooting Guide](docs/operations/troubleshooting.md).\n")
    one = importing("prose.md", "policy.md", open_workspace)
    assert one.composed.playbook.runbooks["troubleshooting"] == "docs/operations/troubleshooting.md"


def test_prose_that_changed_meanwhile_is_not_overwritten(folder, repo):
    repo.write(PLAYBOOK, PROSE)
    one = importing(PLAYBOOK, None, open_workspace)
    assert one.before == PROSE.encode()
    repo.write(PLAYBOOK, PROSE + "More.\n")
    with pytest.raises(GovError, match="changed by somebody else"):
        write_import(one)
    assert repo.read(PLAYBOOK) == PROSE + "More.\n"


def test_the_same_file_by_another_name_is_the_same_file(folder, repo):
    repo.write(PLAYBOOK, PROSE)
    assert importing(f"docs/../{PLAYBOOK}", None, open_workspace).before == PROSE.encode()


def test_a_folder_is_no_playbook(folder):
    with pytest.raises(GovError, match="is a directory"):
        importing(".", None, open_workspace)


def test_a_device_without_an_end_is_too_large_for_a_playbook(folder, repo):
    repo.write(PLAYBOOK, "")
    with pytest.raises(GovError, match="larger than a megabyte"):
        importing("/dev/zero", "new.md", open_workspace)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_refused(folder, name):
    with pytest.raises(GovError):
        importing(name, None, open_workspace)
