import pytest

from governor_cli.readers.prose_playbook.severity_names import SeverityNames, severity_name


def _names(*written):
    names = SeverityNames()
    for one in written:
        named = severity_name(one)
        assert named is not None
        names.add(named)
    names.sort()
    return names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("P0", "P0"),
        ("**SEV-1**", "SEV-1"),
        ("Sev 1", "SEV1"),
        ("SEV1 - Critical", "SEV1"),
        ("Critical (P1)", "P1"),
        ("Severity 1 (Critical)", "SEV1"),
        ("Priority 2", "P2"),
        ("🔴 S1", "S1"),
        ("Critical", "Critical"),
        ("High priority", "High"),
        ("Low / cosmetic", "Low"),
    ],
)
def test_a_severity_keeps_the_teams_word(written, name):
    found = severity_name(written)
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize(
    "written",
    [
        "PagerDuty",
        "Support",
        "Critical services down",
        "24/7",
        "Primary Operator",
        "P1 is what we call an outage of everything",
        "",
    ],
)
def test_other_words_are_no_severity(written):
    assert severity_name(written) is None


def test_a_bare_number_is_a_severity_under_a_header_that_says_so():
    assert severity_name("1", "Severity").id == "SEV1"
    assert severity_name("2 - High", "Priority").id == "P2"
    assert severity_name("3", "Step") is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("for SEV1/SEV2", ["SEV1", "SEV2"]),
        ("SEV1/2", ["SEV1", "SEV2"]),
        ("sev 1 and Sev-3", ["SEV1", "SEV3"]),
        ("SEV1-SEV3", ["SEV1", "SEV2", "SEV3"]),
        ("S1–3", ["SEV1", "SEV2", "SEV3"]),
        ("SEV2 and above", ["SEV1", "SEV2"]),
        ("SEV2+", ["SEV1", "SEV2"]),
        ("SEV3 or lower", ["SEV3", "SEV4", "SEV5"]),
        ("all severities", ["SEV1", "SEV2", "SEV3", "SEV4", "SEV5"]),
        ("P1", []),
        ("SEV9", []),
    ],
)
def test_the_severities_a_text_means_are_found(text, ids):
    names = _names("SEV5", "SEV4", "SEV3", "SEV2", "SEV1")
    assert names.ids == ["SEV1", "SEV2", "SEV3", "SEV4", "SEV5"]
    assert names.ids_in(text) == ids


def test_words_are_sorted_as_people_rank_them():
    assert _names("Low", "High", "Critical", "Medium").ids == ["Critical", "High", "Medium", "Low"]


def test_an_everyday_word_is_not_taken_for_a_severity():
    names = _names("Critical", "High")
    assert names.ids_in("critical data loss at high speed") == []
    assert names.ids_in("Critical incidents, and High") == ["Critical", "High"]


def test_the_other_name_of_a_numbered_severity_means_it():
    assert _names("P1 - Critical", "P2 (High)").ids_in("critical incidents") == ["P1"]


def test_the_rest_are_those_not_named_before():
    names = _names("P1", "P2", "P3")
    assert names.ids_in("P1 within 1 day, all others within 2 days") == ["P1", "P2", "P3"]
    assert names.rest("the rest within a week", ["P1 and P2 within a day"]) == ["P3"]
