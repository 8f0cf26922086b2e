"""Rules about the people of a roster: known by one handle, and reachable."""

import re
from collections.abc import Callable, Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core import forms
from governor_cli.core.finding import Fault
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.roster.fields import NOBODY
from governor_cli.kinds.roster.model import CONTACTS, PRIVATE, Roster
from governor_cli.kinds.roster.resolve import mentions, serving
from governor_cli.policy.chains import role_behind

_PRIVATE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SLACK = re.compile(r"@[a-z0-9][a-z0-9._-]{0,79}|[UW][A-Z0-9]{8,12}")
_PAGERDUTY = re.compile(r"[A-Z0-9]{6,20}")


@rule("ROS001", "a person's handle can be typed and mentioned")
def handles_are_names(subject: Subject[Roster]) -> Iterator[Fault]:
    """Handles are typed at three in the morning and stand in every report.

    Letters, digits, dots, dashes and underscores can be typed on any keyboard and never need
    quotes beyond those of the leading ``@``, which the list of people leaves out. ``nobody``
    is what an override takes to leave a hole on purpose, so nobody may be called that.
    """
    for handle in subject.record.people:
        if handle == NOBODY:
            yield Fault(
                "ROS001", "`nobody` is not a person", "Choose another handle.", ("people", handle), "key"
            )
        elif handle.startswith("@") or not _is(forms.person_id, handle):
            yield Fault(
                "ROS001",
                f"`{handle}` is not a handle",
                "Use letters, digits, dots, dashes and underscores, without @.",
                ("people", handle),
                "key",
            )


@rule("ROS002", "an e-mail address can receive mail")
def mail_is_valid(subject: Subject[Roster]) -> Iterator[Fault]:
    """An address with a typo shows itself only when the mail was needed.

    Also the caller is found by it: git's ``user.email`` tells gov which person acts.
    """
    for handle, person in subject.record.people.items():
        if _given(person.email) and not _is(forms.email, person.email or ""):
            yield Fault(
                "ROS002",
                f"`{person.email}` is not an e-mail address",
                "Write it as ada@example.com.",
                ("people", handle, "email"),
            )


@rule("ROS003", "a phone number is written for every country")
def phone_is_international(subject: Subject[Roster]) -> Iterator[Fault]:
    """Whoever calls sits in another country, or is a machine.

    E.164 is the one form that dials from anywhere: a plus, the country, the number, no spaces,
    no leading zero.
    """
    for handle, person in subject.record.people.items():
        if _given(person.phone) and not _is(forms.phone, person.phone or ""):
            yield Fault(
                "ROS003",
                f"`{person.phone}` is not a phone number in E.164",
                'Write a plus, the country code and the number without spaces, quoted: "+4930901820".',
                ("people", handle, "phone"),
            )


@rule("ROS004", "a chat or pager name has the form its service gives out")
def names_have_their_form(subject: Subject[Roster]) -> Iterator[Fault]:
    """A display name cannot be mentioned or paged.

    Slack knows ``"@name"`` or a member id, PagerDuty the id at the end of a user's address.
    """
    forms = {"slack": (_SLACK, '"@ada" or U0123ABCDE'), "pagerduty": (_PAGERDUTY, "PADA001")}
    for handle, person in subject.record.people.items():
        for method, (form, example) in forms.items():
            value = person.contact(method)
            if _given(value) and not form.fullmatch(value or ""):
                yield Fault(
                    "ROS004",
                    f"`{value}` is not a name that {method} knows",
                    f"Write it as {example}.",
                    ("people", handle, method),
                )


@rule("ROS005", "a private value names what is kept elsewhere")
def private_values_have_names(subject: Subject[Roster]) -> Iterator[Fault]:
    """``private:ada`` says that the value exists and where to look it up.

    Without a name there is nothing to look up, and the person counts as reachable although
    nobody could reach her.
    """
    for handle, person in subject.record.people.items():
        for method in CONTACTS:
            value = person.contact(method) or ""
            name = value.removeprefix(PRIVATE)
            if value.startswith(PRIVATE) and not _PRIVATE_NAME.fullmatch(name):
                yield Fault(
                    "ROS005",
                    f"`{value}` names no private value",
                    f'Write "private:{handle}" and keep the value in GOV_PRIVATE or .git/gov/private.yaml.',
                    ("people", handle, method),
                )


@rule("ROS006", "everybody the schedule names is one of the people")
def everybody_is_known(subject: Subject[Roster]) -> Iterator[Fault]:
    """A misspelt handle is a shift that nobody has.

    It also hides from every question asked about the person who was meant.
    """
    people = subject.record.people
    for mention in mentions(subject.record):
        if mention.who not in people:
            yield Fault(
                "ROS006",
                f"nobody is called `{mention.who}`",
                hint_for(mention.who, people),
                mention.at,
            )


@rule("ROS007", "whoever may hold a role can be reached the way the role demands")
def holders_can_be_reached(subject: Subject[Roster]) -> Iterator[Fault]:
    """A role's ``reach`` lists every way its holder must be reachable.

    Somebody on call without a pager or a phone number is a promise with nobody behind it, and
    it shows only when the page goes out. A ``private:`` value counts as present.
    """
    if subject.policy is None:
        return
    said: set[tuple[str, str]] = set()
    for role_id, mention in serving(subject.record):
        role = role_behind(subject.policy, role_id)
        person = subject.record.people.get(mention.who)
        if role is None or person is None or (role.id, mention.who) in said:
            continue
        said.add((role.id, mention.who))
        missing = [method for method in role.reach if not person.contact(method)]
        if missing:
            yield Fault(
                "ROS007",
                f"`{mention.who}` may be {role.id} but has no {_listed(missing)}",
                f"Add {_listed(missing)} to people.{mention.who}, or leave the role to somebody else.",
                ("people", mention.who),
                "key",
                subject=f"people.{mention.who} {role.id}",
            )


def _given(value: str | None) -> bool:
    return value is not None and not value.startswith(PRIVATE)


def _is(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


RULES = (
    handles_are_names,
    mail_is_valid,
    phone_is_international,
    names_have_their_form,
    private_values_have_names,
    everybody_is_known,
    holders_can_be_reached,
)
