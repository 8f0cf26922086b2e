"""The forms of value that only a playbook has."""

import pytest
from parts import read_as
from pydantic_core import ValidationError

from governor_cli.policy.values import Calendar, SeverityId, Target


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (
            SeverityId,
            ["P0", "SEV1", "sev-2", "critical"],
            ["0P", "P 0", "P0\n", "-P0", "P0-", "", "P" * 33, "P0;rm"],
        ),
        (Target, ["< 1", ">=99.5", "= 0", "<= -3.5"], ["1", "< one", "~ 3", "<1%", "< 1\n"]),
        (Calendar, ["DE", "DE-BE", "US-CA", "GB-SCT"], ["de", "DEU", "DE-", "DE-BERLIN", "DE\n"]),
    ],
)
def test_a_form_takes_its_own_and_nothing_else(form, good, bad):
    assert [read_as(form, text) for text in good] == good
    for text in bad:
        with pytest.raises(ValidationError):
            read_as(form, text)
