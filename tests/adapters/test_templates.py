import pytest

from governor_cli.adapters.settings import Settings, read_settings
from governor_cli.adapters.templates import text
from governor_cli.core.errors import GovError


def test_a_template_is_found_by_its_name():
    assert "kind: playbook" in text("playbook.md")


def test_the_settings_of_a_new_repository_are_the_defaults():
    assert read_settings(text("gov.toml").encode()) == Settings()


def test_a_template_that_is_missing_is_named():
    with pytest.raises(GovError, match=r"no template nothing\.md"):
        text("nothing.md")
