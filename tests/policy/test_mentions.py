"""Where a playbook mentions what it defines elsewhere."""

from pathlib import Path

import pytest

from governor_cli.core.document import Document, read
from governor_cli.core.validation import validate
from governor_cli.policy import mentions
from governor_cli.policy.model import INCIDENT_ROLES, Playbook

TEXT = (
    (Path(__file__).parents[1] / "cases" / "playbook.md")
    .read_text()
    .replace("services: []", 'services: [{id: api, owner: sre-liaison}, {id: web, owner: "@ada"}]')
    .replace("metrics: []", "metrics: [{name: errors, query: q, service: api}]")
    .replace("by: [communications, commander]", "by: [communications, release-manager]")
)


def at(document: Document, loc):
    value = document.front
    for part in loc:
        value = value[part]
    return value


@pytest.fixture(scope="module")
def document() -> Document:
    return read("playbook.md", TEXT.encode())


@pytest.fixture(scope="module")
def playbook(document) -> Playbook:
    record, faults = validate(Playbook, document.front)
    assert faults == []
    assert record is not None
    return record


@pytest.mark.parametrize("what", ["roles", "channels", "windows", "severities", "services"])
def test_each_name_stands_where_its_mention_says(document, playbook, what):
    found = list(getattr(mentions, f"mentioned_{what}")(playbook))
    assert found
    for one in found:
        assert (one.at[-1] if one.on_key else at(document, one.at)) == one.name


def test_people_and_the_roles_of_an_incident_are_no_roles_of_the_playbook(playbook):
    names = {one.name for one in mentions.mentioned_roles(playbook)}
    assert not names & set(INCIDENT_ROLES)
    assert "@ada" not in names
    assert {"release-manager", "sre-liaison", "cto"} <= names


def test_every_key_that_names_a_role_is_looked_at(playbook):
    keys = {
        tuple(part for part in one.at if isinstance(part, str)) for one in mentions.mentioned_roles(playbook)
    }
    assert keys == {
        ("channels", "staffed_by"),
        ("roles", "not_with"),
        ("roles", "same_as"),
        ("services", "owner"),
        ("updates", "by"),
        ("sync", "attendees"),
        *(("escalation", severity, verb) for severity in ("P0", "P1", "P2") for verb in ("tell", "inform")),
    }
