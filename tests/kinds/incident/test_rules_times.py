"""The order of an incident's times."""

import pytest

from governor_cli.core.record import keys_of
from governor_cli.kinds.incident.model import Times
from governor_cli.kinds.incident.rules_times import _ORDER, _ORDER_OF_ALERTS


@pytest.mark.parametrize("order", [_ORDER, _ORDER_OF_ALERTS])
def test_times_in_the_order_of_the_model_break_no_chain(order):
    """Which is why most reports need no further look."""
    names = list(keys_of(Times))
    assert all(names.index(before) < names.index(after) for before, after in order)
