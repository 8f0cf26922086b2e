"""The first page somebody sees."""

from governor_cli.cli import overview
from governor_cli.cli.nouns import NOUNS
from governor_cli.views.ink import plain


def test_every_noun_is_listed_with_its_line() -> None:
    lines = plain(overview.text()).split("\n")
    for name, noun in NOUNS.items():
        assert any(line.split(maxsplit=1) == [name, noun.help] for line in lines)


def test_it_fits_eighty_columns() -> None:
    assert max(map(len, plain(overview.text()).split("\n"))) <= 80
