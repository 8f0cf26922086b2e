"""Each form of scalar takes what it should, and says what is wrong with the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core import forms

quick = settings(deadline=None)

GOOD = [
    (forms.line, "pool: 20/20", "pool: 20/20"),
    (forms.paragraph, "two\nlines", "two\nlines"),
    (forms.count, "0042", 42),
    (forms.number, "-0.5", -0.5),
    (forms.number, "1e3", 1000.0),
    (forms.number, ".5", 0.5),
    (forms.flag, "true", True),
    (forms.flag, "false", False),
    (forms.blob_id, "0123456789" * 4, "0123456789" * 4),
    (forms.blob_id, "ab" * 32, "ab" * 32),
    (forms.incident_id, "INC-20261123-7F3K", "INC-20261123-7F3K"),
    (forms.slug, "primary-operator", "primary-operator"),
    (forms.slug, "7", "7"),
    (forms.handle, "@ada", "ada"),
    (forms.handle, "@Ada.K_2", "Ada.K_2"),
    (forms.person_id, "ada", "ada"),
    (forms.person_id, "@ada", "ada"),
    (forms.handle_or_role, "@ada", "@ada"),
    (forms.handle_or_role, "primary-operator", "primary-operator"),
    (forms.zone_name, "Europe/Berlin", "Europe/Berlin"),
    (forms.url, "https://example.com", "https://example.com"),
    (forms.url, "HTTP://user@example.com:8080/a?b#c", "HTTP://user@example.com:8080/a?b#c"),
    (forms.url, "https://[::1]/x", "https://[::1]/x"),
    (forms.url, "https://例え.jp/ä", "https://例え.jp/ä"),
    (forms.relative_path, "docs/operations", "docs/operations"),
    (forms.relative_path, "docs/", "docs/"),
    (forms.relative_path, ".gitignore", ".gitignore"),
    (forms.relative_path, "a..b/c d", "a..b/c d"),
    (forms.email, "ada@example.com", "ada@example.com"),
    (forms.email, "a.b+c@xn--bcher-kva.example.co", "a.b+c@xn--bcher-kva.example.co"),
    (forms.email, "ada@bücher.de", "ada@bücher.de"),
    (forms.phone, "+4930901820", "+4930901820"),
]


@pytest.mark.parametrize(("read", "text", "value"), GOOD)
def test_what_fits_is_read(read, text, value):
    assert read(text) == value


BAD = [
    (forms.line, " \t", "is empty"),
    (forms.line, "", "is empty"),
    (forms.line, "a\nb", "has more than one line"),
    (forms.line, "a\n", "has more than one line"),
    (forms.line, "a\u2028b", "has more than one line"),
    (forms.paragraph, "\n", "is empty"),
    (forms.count, "-1", "is not a whole number"),
    (forms.count, "1.0", "is not a whole number"),
    (forms.count, "1_000", "is not a whole number"),
    (forms.count, "9" * 5000, "is not a whole number"),
    (forms.count, "٣", "is not a whole number"),
    (forms.count, "1\n", "is not a whole number"),
    (forms.number, "nan", "is not a number"),
    (forms.number, "inf", "is not a number"),
    (forms.number, "1e999", "is too large"),
    (forms.number, "1,5", "is not a number"),
    (forms.flag, "yes", "is neither true nor false"),
    (forms.flag, "True", "is neither true nor false"),
    (forms.blob_id, "9f3c2e1", "is not a full object id"),
    (forms.blob_id, "A" * 40, "is not a full object id"),
    (forms.incident_id, "INC-20261123-7F3", "is not the id of an incident"),
    (forms.incident_id, "INC-20261123-7FIL", "is not the id of an incident"),
    (forms.slug, "Primary Operator", "is not an id"),
    (forms.slug, "-a", "is not an id"),
    (forms.slug, "a--b", "is not an id"),
    (forms.slug, "a" * 65, "is longer than 64 characters"),
    (forms.handle, "ada", "is not a handle"),
    (forms.handle, "@", "is not a handle"),
    (forms.handle, "@a b", "is not a handle"),
    (forms.handle, "@@ada", "is not a handle"),
    (forms.handle_or_role, "Ada", "is neither a handle nor a role"),
    (forms.handle_or_role, "@a/b", "is not a handle"),
    (forms.zone_name, "CEST", "is not a time zone"),
    (forms.url, "javascript:alert(1)", "is not a web address"),
    (forms.url, "//example.com", "is not a web address"),
    (forms.url, "https://", "is not a web address"),
    (forms.url, "https://a b", "is not a web address"),
    (forms.url, "https://a:99999/", "is not a web address"),
    (forms.url, "https://a/\x1b[31m", "has a character that does not belong in an address"),
    (forms.relative_path, "/etc/passwd", "is not relative to the repository"),
    (forms.relative_path, "~/x", "is not relative to the repository"),
    (forms.relative_path, "C:/x", "is not relative to the repository"),
    (forms.relative_path, "a/../../x", "leads out of its folder"),
    (forms.relative_path, "..", "leads out of its folder"),
    (forms.relative_path, "a//b", "has an empty part"),
    (forms.relative_path, "./a", "has an empty part"),
    (forms.relative_path, "a\\b", "has a backslash"),
    (forms.relative_path, "a\0b", "has a NUL character"),
    (forms.relative_path, ".git/hooks/pre-commit", "leads into .git"),
    (forms.relative_path, "a/.GIT/config", "leads into .git"),
    (forms.relative_path, ".git. /x", "leads into .git"),
    (forms.relative_path, "git~1/x", "leads into .git"),
    (forms.relative_path, ".g\u200cit/config", "leads into .git"),
    (forms.relative_path, ".git::$INDEX_ALLOCATION", "leads into .git"),
    (forms.relative_path, "", "is empty"),
    (forms.email, "ada", "is not an e-mail address"),
    (forms.email, "ada@localhost", "is not an e-mail address"),
    (forms.email, "a b@example.com", "is not an e-mail address"),
    (forms.email, "ada@example.com\n", "is not an e-mail address"),
    (forms.email, "ada@-example.com", "is not an e-mail address"),
    (forms.email, "a" * 300 + "@example.com", "is not an e-mail address"),
    (forms.phone, "030 901820", "is not a phone number"),
    (forms.phone, "+49 30 901820", "is not a phone number"),
    (forms.phone, "+0123456789", "is not a phone number"),
    (forms.phone, "+1234567890123456", "is not a phone number"),
]


@pytest.mark.parametrize(("read", "text", "why"), BAD)
def test_what_does_not_fit_is_refused_with_the_reason(read, text, why):
    with pytest.raises(ValueError, match=f"^{why}$"):
        read(text)


READERS = sorted({read for read, _, _ in GOOD}, key=lambda read: read.__name__)


@pytest.mark.parametrize("read", READERS)
@quick
@given(st.text(max_size=40) | st.text(alphabet="a1@.:/-+\\ \n\0", max_size=40))
def test_any_text_is_read_or_refused_in_words(read, text):
    try:
        read(text)
    except ValueError as error:
        assert str(error).startswith(("is ", "has ", "leads "))  # noqa: PT017 -- either outcome is fine


@quick
@given(st.text(alphabet="ab./\\ ~:\0", min_size=1, max_size=12))
def test_a_path_that_is_read_stays_inside(text):
    try:
        path = forms.relative_path(text)
    except ValueError:
        return
    parts = path.removesuffix("/").split("/")
    assert not {"", ".", ".."} & set(parts)


@pytest.mark.parametrize(
    ("read", "hostile"),
    [
        (forms.email, "a@" + "a." * 100_000),
        (forms.email, "a@" + "-" * 200),
        (forms.email, "@" * 200),
        (forms.url, "https://" + "a@" * 100_000),
        (forms.url, "https://" + "[" * 100_000),
        (forms.slug, "a-" * 100_000),
        (forms.number, "1" * 100_000),
        (forms.relative_path, "a/" * 100_000 + "\\"),
    ],
)
def test_hostile_text_is_refused_at_once(read, hostile):
    with pytest.raises(ValueError, match=r"^(is|has) "):
        read(hostile)
