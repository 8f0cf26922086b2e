"""What a team calls its channels: rooms, addresses, pagers; and which of them a sentence means."""

import re
from typing import NamedTuple

from governor_cli.readers.prose_playbook.windows import slug

ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
ROOM = re.compile(r"(?<![\w&/#])#[A-Za-z][\w-]*\w")
_PAGERS = re.compile(
    (
        r"\b(pager\s?duty|ops\s?genie|victorops|splunk on-?call|grafana on-?call|squadcast|xmatters|"
        r"incident\.io|rootly|zenduty|pagertree|ilert|better ?stack|spike\.sh|pagers?|paging)\b"
    ),
    re.IGNORECASE,
)
_PHONES = re.compile(
    r"\b(phone|hotline|hot line|telephone|call-?out line|emergency line|sms|text message)s?\b", re.IGNORECASE
)
_CHATS = re.compile(
    (
        r"\b(slack|mattermost|discord|google chat|zulip|rocket\.?chat|irc|chat|room|war room|signal|"
        r"whatsapp|telegram|matrix)\b"
    ),
    re.IGNORECASE,
)
_TEAMS = re.compile(r"\b(?:(?:MS|Microsoft)\s+)?Teams\b(?! (?:lead|manager|member))")
_MAILS = re.compile(r"\b(e-?mail|mail|mailbox|inbox|mailing list)\b", re.IGNORECASE)
_DESKS = re.compile(r"\b(service|help|support)[\s-]?desk\b", re.IGNORECASE)
_OTHERS = re.compile(
    (
        r"\b(jira|zendesk|freshdesk|intercom|servicenow|service ?now|portal|ticket(?:ing|s)?|status ?page|"
        r"zoom|bridge|web ?form|conference call|queue|github|gitlab|issue tracker)\b"
    ),
    re.IGNORECASE,
)


class Channel(NamedTuple):
    """A channel's id, its name as the team writes it, its medium, and whether the words say the medium."""

    id: str
    name: str
    medium: str
    stated: bool


def is_channel(text: str) -> bool:
    """Whether a cell or a lead names a channel."""
    if len(text) > 100 or re.search(r"\d\s*(?:min|hour|day)", text):
        return False
    if ADDRESS.search(text) or ROOM.search(text):
        return True
    found = any(kind.search(text) for kind in (_PAGERS, _PHONES, _CHATS, _TEAMS, _MAILS, _DESKS, _OTHERS))
    return found and len(text.split()) <= 6


def channel_of(text: str, around: str = "", medium: str = "") -> Channel:
    """The channel a cell names; ``around`` is the rest of its row, ``medium`` the cell with its kind."""
    kind = f"{text} {medium}"
    address, room = ADDRESS.search(text) or ADDRESS.search(around), ROOM.search(text)
    desk = _DESKS.search(text) or _DESKS.search(around)
    if room:
        return Channel(slug(room[0]) or "room", room[0], *_chat(kind, around))
    if _PAGERS.search(kind):
        return Channel(_pager_id(text), _plain(text), "pager", stated=True)
    if address and (ADDRESS.search(text) or _MAILS.search(kind) or _DESKS.search(text)):
        name = slug(f"{desk[1]} desk") if desk else slug(address[0].split("@")[0])
        return Channel(name or "mail", address[0], "mail", stated=True)
    if _PHONES.search(kind):
        return Channel(_short_id(text), _plain(text), "pager", stated=False)
    if _CHATS.search(kind) or _TEAMS.search(kind):
        return Channel(_short_id(text), _plain(text), *_chat(kind, around))
    return Channel(_short_id(text), _plain(text), "slack", stated=False)


def _chat(text: str, around: str) -> tuple[str, bool]:
    """Slack or Teams: whichever is named first."""
    for words in (text, around):
        slack, teams = re.search(r"\bslack\b", words, re.IGNORECASE), _TEAMS.search(words)
        if slack and (not teams or slack.start() < teams.start()):
            return "slack", True
        if teams and (words is text or "Microsoft" in words or "MS" in words):
            return "teams", True
    return "slack", False


def is_medium(text: str) -> bool:
    """Whether a cell says only what kind of channel it is about."""
    words = len(text.split())
    return (
        words <= 4
        and any(kind.search(text) for kind in (_PAGERS, _PHONES, _CHATS, _TEAMS, _MAILS))
        and not ROOM.search(text)
    )


def _pager_id(text: str) -> str:
    found = _PAGERS.search(text)
    name = slug(found[0]).replace("-", "") if found else "pager"
    return "pager" if name in {"pagers", "paging"} else name


def _plain(text: str) -> str:
    return re.sub(r"[`*]", "", text).strip(" .;:")[:120] or "channel"


def _short_id(text: str) -> str:
    return (
        "-".join(slug(re.sub(r"\([^()]*\)|https?://", "", text)).split("-")[:5])[:60].strip("-")
        or slug(text)[:60].strip("-")
        or "channel"
    )


class ChannelNames:
    """The channels of one playbook, and the words a sentence may call them by."""

    def __init__(self) -> None:
        self.channels: dict[str, Channel] = {}
        self._spoken: dict[str, str] = {}

    @property
    def ids(self) -> list[str]:
        """In the order they were met."""
        return list(self.channels)

    def add(self, channel: Channel, spoken: str = "") -> str | None:
        """Learn a channel and give its id; None where one of that id is known. ``spoken`` may name it too."""
        if channel.id in self.channels:
            if self.channels[channel.id].name == channel.name:
                return None
            others = (channel.medium, *map(str, range(2, len(self.channels) + 3)))
            ids = (f"{channel.id}-{other}" for other in others)
            channel = channel._replace(id=next(one for one in ids if one not in self.channels))
        self.channels[channel.id] = channel
        self._spoken.setdefault(channel.name.lower(), channel.id)
        if desk := _DESKS.search(f"{channel.name} {spoken}" if channel.medium == "mail" else channel.name):
            self._spoken.setdefault(" ".join(desk[0].lower().split()), channel.id)
        return channel.id

    def mentioned(self, text: str) -> list[str]:
        """The channels that a sentence names, in its order."""
        found: dict[int, str] = {}
        lower = text.lower()
        for words, spoken in self._spoken.items():
            at = re.search(rf"(?<![\w#@-]){re.escape(words)}(?![\w@-]|\.\w)", lower)
            if at:
                found[at.start()] = spoken
        for channel in self.channels.values():
            if channel.medium == "pager" and (at := re.search(rf"\b{re.escape(channel.id)}\b", lower)):
                found.setdefault(at.start(), channel.id)
        return list(dict.fromkeys(found[at] for at in sorted(found)))

    def called(self, word: str, *, but: str) -> str | None:
        """The channel that a single word of a sentence stands for: "ops" for #governor-ops."""
        chats = [c for c in self.channels.values() if c.id != but and c.medium in {"slack", "teams"}]
        others = [c for c in self.channels.values() if c.id != but and c not in chats]
        for channel in (*chats, *others):
            if slug(word) and slug(word) in {channel.id, *channel.id.split("-")}:
                return channel.id
        return None

    def of_medium(self, *media: str) -> list[str]:
        """The ids of the channels of some media."""
        return [channel.id for channel in self.channels.values() if channel.medium in media]
