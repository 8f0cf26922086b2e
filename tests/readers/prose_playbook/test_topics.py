import pytest

from governor_cli.readers.prose_playbook.topics import is_about, nearest


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("1. Contact Channels", "channels"),
        ("Where we talk", "channels"),
        ("Roles & Responsibilities", "roles"),
        ("Who does what", "roles"),
        ("Incident Classification", "severities"),
        ("How bad is it?", "severities"),
        ("Escalation Matrix", "escalation"),
        ("Who to call", "escalation"),
        ("Post-Incident Checklist", "checklist"),
        ("Once it's resolved", "checklist"),
        ("Knowledge Management", "knowledge"),
        ("Engage Runbooks", "runbooks"),
        ("Weekly sync", "sync"),
    ],
)
def test_headings_are_recognised_by_what_teams_call_them(title, topic):
    assert is_about(topic, title)


def test_the_nearest_heading_decides():
    assert nearest(("Escalation", "Severities"), "severities", "escalation") == "escalation"
    assert nearest(("Details", "Severities"), "severities", "escalation") == "severities"
    assert nearest(("Details",), "severities") is None


def test_a_product_is_not_a_topic():
    assert not is_about("roles", "#delta (Teams)")
