"""JSON answers have one envelope."""

import json

from governor_cli.views.envelope import envelope


def test_the_envelope_has_version_kind_and_data() -> None:
    assert json.loads(envelope("incident", {"id": "x"})) == {
        "schema_version": 1,
        "kind": "incident",
        "data": {"id": "x"},
    }


def test_it_is_ascii_so_that_no_locale_and_no_terminal_changes_it() -> None:
    text = envelope("x", {"title": "日本 \x9b31m \u202e \udcff"})
    assert text.isascii()
    assert json.loads(text)["data"]["title"] == "日本 \x9b31m \u202e \udcff"
