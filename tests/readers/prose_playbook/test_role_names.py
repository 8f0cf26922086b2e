import pytest

from governor_cli.readers.prose_playbook.role_names import RoleNames, is_nobody, is_role, split_names


def _roles(*written):
    roles = RoleNames()
    for one in written:
        roles.add(one)
    return roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CTO, Head of Product", ["CTO", "Head of Product"]),
        ("Operators, Release Manager, and SRE Liaison", ["Operators", "Release Manager", "SRE Liaison"]),
        ("CIO and Head of Customer Success", ["CIO", "Head of Customer Success"]),
        ("Head of Trust and Safety", ["Head of Trust and Safety"]),
        ("the on-call engineer → the Lead", ["on-call engineer", "Lead"]),
        ("Manager (after 5 min)", ["Manager"]),
        ("–", []),
        ("n/a", []),
    ],
)
def test_lists_of_names_are_split(text, names):
    assert split_names(text) == names


def test_a_role_is_found_by_name_short_form_part_and_plural():
    roles = _roles("Primary Operator", "Secondary Operator", "Incident Commander (IC)")
    assert roles.ids == ["primary-operator", "secondary-operator", "incident-commander"]
    assert roles.find("the primary operator") == ["primary-operator"]
    assert roles.find("IC") == ["incident-commander"]
    assert roles.find("primary") == ["primary-operator"]
    assert roles.find("Operators") == ["primary-operator", "secondary-operator"]
    assert roles.find("Operator") == []
    assert roles.find("CTO") == []


def test_the_roles_of_a_sentence_are_found_in_its_order():
    roles = _roles("Primary Operator", "Secondary Operator", "Release Manager")
    assert roles.mentioned("the Release Manager tells the operators") == [
        "release-manager",
        "primary-operator",
        "secondary-operator",
    ]
    assert roles.mentioned("nobody at all") == []


@pytest.mark.parametrize("text", ["", "-", "n/a", "None", "TBD", "(optional)"])
def test_nobody_is_nobody(text):
    assert is_nobody(text)
    assert not is_role(text)
