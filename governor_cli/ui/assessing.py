"""How an event is assessed: by flags, or by questions to the person there."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from governor_cli.core.errors import UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import instant_given
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.policy.model import Playbook
    from governor_cli.practices.incident.assessment import Answers, Assessment

_ANSWERS: Mapping[str, bool | None] = {
    "y": True,
    "yes": True,
    "n": False,
    "no": False,
    "u": None,
    "unsure": None,
    "?": None,
}


def assess_event(
    signs: Mapping[str, bool | None],
    users: Literal["one", "several", "all", "unsure"] | None,
    unsure: Sequence[str],
    title: str,
    services: Sequence[str],
    at: str | None,
    format: str,  # noqa: A002 - the option's name
) -> int:
    """Answer by flags; with none of them ask, where somebody is there."""
    from governor_cli.practices.incident.assessment import assess
    from governor_cli.views.assessment import assessment_data, assessment_text
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.assessing import Event, assessed
    from governor_cli.workflows.incident.new import checked_title

    session = current()
    recording = recording_here()
    answers = _answers(signs, users, unsure)
    if title:
        checked_title(title)
    policy = recording.policy
    assessment = _asked(policy) if answers.is_empty else assess(policy, answers)
    now = session.now()
    mine = zone_of(recording, acting(recording, None)) if at else None
    when = instant_given(at, recording, now, mine, "--at") or now
    found = assessed(recording, assessment, Event(title.strip(), services), when)
    session.answer("assessment", assessment_data(found), lambda: assessment_text(found), format)
    if found.page.roles and not found.page.people:
        session.warn(f"{', '.join(found.page.roles)} reaches nobody now")
    if recording.note:
        session.warn(recording.note)
    return 0


def _answers(signs: Mapping[str, bool | None], users: Any, unsure: Sequence[str]) -> "Answers":
    from governor_cli.core.suggest import hint_for
    from governor_cli.practices.incident.assessment import SIGNS, Answers

    known = [*SIGNS, "users"]
    for sign in unsure:
        if sign not in known:
            raise UsageError(f"--unsure `{sign}` is no sign", hint=hint_for(sign, known))
    doubts: list[str] = [*unsure, *(["users"] if users == "unsure" else [])]
    return Answers(
        yes=[sign for sign, answer in signs.items() if answer and sign not in doubts],
        no=[sign for sign, answer in signs.items() if answer is False and sign not in doubts],
        users=None if users == "unsure" or "users" in doubts else users,
        unsure=doubts,
    )


def _asked(policy: "Playbook") -> "Assessment":
    """Each severity in the playbook's own words, the most severe first, until one is not ruled out."""
    from governor_cli.practices.incident.assessment import first_that_fits

    session = current()
    if not session.is_interactive:
        hint = "Give --outage, --data-loss, --security, --degraded, --request or --users one|several|all."
        raise UsageError("nothing is said of the event, and there is nobody to ask", hint=hint)
    told: dict[str, bool | None] = {}
    for level in policy.severities[:-1]:
        told[level.id] = _answer(f"{level.id}: {level.when}?")
        if told[level.id] is not False:
            break
    return first_that_fits(policy, told)


def _answer(question: str) -> bool | None:
    while True:
        given = current().ask(f"{question} [y/n/unsure]", option="--outage, --users ...").casefold()
        if given in _ANSWERS:
            return _ANSWERS[given]
        current().note("answer y, n or unsure")
