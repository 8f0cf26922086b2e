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


def test_what_of_an_address_is_a_secret_is_one_alone_too() -> None:
    environment = {
        "GOV_SMTP_URL": "smtp://ada:p%2Fss-word@mail.example.com",
        "GOV_SLACK_WEBHOOK_URL_OPS": "https://hooks.example.com/services/T0AAAA/x9Tok3n",
    }
    told = redacted("login p/ss-word, p%2Fss-word; posted to x9Tok3n by services.py", environment)
    assert told == (
        "login <GOV_SMTP_URL>, <GOV_SMTP_URL>; posted to <GOV_SLACK_WEBHOOK_URL_OPS> by services.py"
    )
