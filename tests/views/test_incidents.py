"""Lists of incidents."""

from types import SimpleNamespace

from governor_cli.views.incidents import list_data, list_text


def listed(title="Slow", declared="2026-11-23T10:02:00Z"):
    facts = {"title": title, "severity": None, "status": "draft", "services": ["api", "web"]}
    return SimpleNamespace(id="INC-20261123-7F3K", path="a.md", facts=facts, declared=declared)


def test_an_empty_list_is_no_table():
    assert list_text([]) == ""


def test_each_incident_is_one_line_however_long_its_title():
    told = list_text([listed(title="x" * 300), listed(title="two\nlines", declared=None)])
    assert len(told.splitlines()) == 3
    assert "…" in told
    assert "2026-11-23 10:02Z" in told


def test_scripts_get_whole_titles():
    assert list_data([listed(title="x" * 300)])["incidents"][0]["title"] == "x" * 300
