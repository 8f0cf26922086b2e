"""A crash report helps, and tells no secrets."""

from governor_cli.ui.crash import redacted, report


def test_the_report_names_version_arguments_and_place() -> None:
    try:
        raise ValueError("odd")  # noqa: TRY301 - it is the subject
    except ValueError as error:
        text = report(error)
    assert text.startswith("gov 0.1.0, Python 3.")
    assert "test_crash.py" in text
    assert "ValueError: odd" in text


def test_secrets_are_replaced_by_their_names_the_longest_first() -> None:
    environment = {"API_TOKEN": "abcd", "ROUTING_KEY": "abcdef", "HOME": "/home/ada", "PIN_SECRET": "12"}
    assert redacted("abcdef abcd 12 /home/ada", environment) == "<ROUTING_KEY> <API_TOKEN> 12 /home/ada"


def test_a_login_in_a_url_is_taken_out() -> None:
    assert redacted("https://ada:pw@example.com/x.git", {}) == "https://<login>@example.com/x.git"
