import pytest

from governor_cli.readers.prose_playbook.channel_names import ChannelNames, channel_of, is_channel


@pytest.mark.parametrize(
    ("text", "around", "found"),
    [
        ("#governor-ops (Slack/Teams)", "", ("governor-ops", "#governor-ops", "slack", True)),
        ("#ops (Microsoft Teams)", "", ("ops", "#ops", "teams", True)),
        ("#ops", "", ("ops", "#ops", "slack", False)),
        (
            "ops@company.com",
            "creates tickets in the service desk",
            ("service-desk", "ops@company.com", "mail", True),
        ),
        ("ops@company.com", "", ("ops", "ops@company.com", "mail", True)),
        ('PagerDuty "Core"', "", ("pagerduty", 'PagerDuty "Core"', "pager", True)),
        ("Duty phone", "", ("duty-phone", "Duty phone", "pager", False)),
        ("E-mail", "write to a@b.example", ("a", "a@b.example", "mail", True)),
    ],
)
def test_a_channel_has_an_id_a_name_and_a_medium(text, around, found):
    assert is_channel(text)
    assert channel_of(text, around) == found


@pytest.mark.parametrize(
    "text", ["Primary Operator", "30 minutes", "On-call Engineer", "Everything is down", ""]
)
def test_other_words_are_no_channel(text):
    assert not is_channel(text)


def test_two_channels_of_one_id_are_told_apart():
    names = ChannelNames()
    assert names.add(channel_of("#lynx")) == "lynx"
    assert names.add(channel_of("#lynx")) is None
    assert names.add(channel_of("lynx@lynx.example")) == "lynx-mail"
    assert names.add(channel_of("lynx@other.example")) == "lynx-2"


def test_channels_are_found_by_name_and_by_word():
    names = ChannelNames()
    for text in ("#team-ops", "#team-help", "ops@team.example"):
        names.add(channel_of(text), "our service desk" if "@" in text else "")
    assert names.mentioned("post in #team-help, then #team-ops") == ["team-help", "team-ops"]
    assert names.mentioned("see #team-help-archive") == []
    assert names.mentioned("service desk tickets") == ["ops"]
    assert names.called("ops", but="team-help") == "team-ops"
    assert names.called("nothing", but="team-help") is None
