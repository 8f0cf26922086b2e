"""`gov init` wherever people try it: it overwrites nothing, and what it leaves checks clean."""

import json
import os
from pathlib import Path

import pytest
from repositories import Repo, gov_program, run

PROSE = """\
# How we answer

| Room | What for | When |
| --- | --- | --- |
| `#ops` (Slack) | Incidents | 24/7 |

- SEV1: Everything is down. Page immediately.
- SEV2: One thing is slow; respond within 2 hours.

| Level | First | Then |
| --- | --- | --- |
| SEV1 | First Responder | Release Manager |
| SEV2 | First Responder | Docs Lead |
"""


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and ".git" not in file.relative_to(folder).parts
    }


def findings(repo: Repo, **where) -> list[dict]:
    return json.loads(repo.gov("check", "-f", "json", **where).stdout)["data"]["findings"]


def test_an_empty_repository_checks_clean_and_a_second_init_changes_nothing(repo):
    first = repo.gov("init")
    assert (first.code, first.stdout.splitlines()[0]) == (0, "gov.toml")
    assert findings(repo) == []
    before = files(repo.top)
    second = repo.gov("init")
    assert (second.code, second.stdout) == (0, "")
    assert files(repo.top) == before


def test_files_that_are_there_stay_as_they_are(repo):
    repo.write("tasks.json", '[{"id": 1, "title": "ours"}]\n')
    repo.write(".gitattributes", "*.bin binary\n")
    repo.write("docs/operations/troubleshooting.md", "# ours\n")
    repo.commit("history")
    assert repo.gov("init").code == 0
    assert repo.read("tasks.json") == '[{"id": 1, "title": "ours"}]\n'
    assert repo.read(".gitattributes") == "*.bin binary\n"
    assert repo.read("docs/operations/troubleshooting.md") == "# ours\n"


def test_a_subfolder_can_be_the_root(repo):
    done = repo.gov("init", "teams/search")
    assert done.code == 0
    assert findings(repo, cwd=repo.top / "teams/search") == []
    assert repo.gov("-C", "teams/search/docs", "check").code == 0
    assert repo.gov("check").code == 3


def test_a_folder_without_git_is_offered_one(tmp_path):
    folder = tmp_path / "new"
    refused = run([gov_program(), "init", str(folder)], tmp_path)
    assert refused.code == 3
    assert "--git-init" in refused.stderr
    assert files(folder) == {}
    assert run([gov_program(), "init", str(folder), "--git-init"], tmp_path).code == 0
    assert findings(Repo(folder)) == []


def test_a_bare_repository_is_refused(tmp_path):
    repo = Repo.new(tmp_path / "bare.git", "--bare")
    done = repo.gov("init")
    assert (done.code, "bare" in done.stderr) == (3, True)


def test_a_playbook_in_prose_becomes_the_policy(repo):
    repo.write("playbook.md", PROSE)
    done = repo.gov("init", "--from-playbook", "playbook.md")
    assert done.code == 0, done.stderr
    assert [one for one in findings(repo) if one["severity"] != "info"] == []
    policy = json.loads(repo.gov("playbook", "show", "-f", "json").stdout)["data"]
    assert "SEV2" in json.dumps(policy)
    assert repo.read("playbook.md") == PROSE
    assert repo.gov("incident", "new", "Slow", "--severity", "SEV2").code == 0
    assert repo.gov("check").code == 0


def test_prose_in_the_very_place_of_the_playbook_is_converted_there(repo):
    place = "docs/operations/support-playbook.md"
    repo.write(place, PROSE)
    plain = repo.gov("init")
    assert (plain.code, "--from-playbook" in plain.stderr) == (3, True)
    done = repo.gov("init", "--from-playbook", place)
    assert done.code == 0, done.stderr
    assert place in done.stdout
    assert "# How we answer" in repo.read(place)
    assert repo.read(place).startswith("---\nkind: playbook\n")


def test_another_playbook_in_its_place_is_never_overwritten(repo):
    repo.gov("init")
    before = files(repo.top)
    repo.write("prose.md", PROSE)
    done = repo.gov("init", "--from-playbook", "prose.md")
    assert done.code == 3
    assert files(repo.top) == before | {"prose.md": PROSE.encode()}


@pytest.mark.parametrize(
    "settings",
    [b"playbook = 5\n", b"[broken", b'playbook = "../outside.md"\n', b'playbook = "/etc/passwd"\n', b"\xff"],
)
def test_a_wrong_gov_toml_is_explained_and_nothing_written(repo, settings):
    repo.write("gov.toml", settings)
    done = repo.gov("init")
    assert done.code == 3
    assert "gov.toml" in done.stderr
    assert files(repo.top) == {"gov.toml": settings}


@pytest.mark.parametrize("name", ["gov.toml", "docs/operations/support-playbook.md", "tasks.json"])
@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_in_the_place_of_one_is_named_and_nothing_written(repo, name, make):
    place = repo.top / name
    place.parent.mkdir(parents=True, exist_ok=True)
    make(place)
    done = repo.gov("init")
    assert (done.code, done.stdout) == (3, "")
    assert f"{name} is there, but is no file" in done.stderr
    place.rmdir() if place.is_dir() else place.unlink()
    assert files(repo.top) == {}


def test_a_playbook_that_places_folders_outside_is_refused(repo):
    repo.gov("init")
    playbook = "docs/operations/support-playbook.md"
    repo.write(playbook, repo.read(playbook).replace("metrics: artifacts", "metrics: ../../artifacts"))
    before = files(repo.top.parent)
    assert repo.gov("init").code == 3
    assert files(repo.top.parent) == before


def test_a_folder_that_leads_outside_through_a_link_is_refused(repo, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (repo.top / "artifacts").symlink_to(outside)
    done = repo.gov("init")
    assert done.code == 3
    assert "symbolic link" in done.stderr
    assert list(outside.iterdir()) == []


def test_a_missing_prose_file_is_named(repo):
    done = repo.gov("init", "--from-playbook", "nowhere.md")
    assert done.code == 3
    assert "nowhere.md" in done.stderr
