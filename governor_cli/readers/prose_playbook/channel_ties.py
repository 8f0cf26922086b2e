"""How channels hang together: who staffs each, what it hands on to, which severities it is for."""

from governor_cli.readers.prose_playbook.draft import Draft, Span
from governor_cli.readers.prose_playbook.role_names import is_title, split_names
from governor_cli.readers.prose_playbook.sentences import Clause


def relate(draft: Draft) -> None:
    """Once every role, severity and channel is known: who staffs a channel, and what it hands on to."""
    _media(draft)
    for claim in [
        claim for claim in draft.claims if claim.key[0] in {"staff", "next", "levels", "pages", "listed"}
    ]:
        draft.claims.remove(claim)
        kind, channel = claim.key[0], claim.key[1]
        clause = claim.clause or Clause(claim.fact.source, claim.line, (), (), "", ())
        if kind == "staff":
            roles = staff(draft, str(claim.fact.value))
            if roles:
                draft.take(("channels", channel, "staffed_by"), roles, clause, Span(0, 0))
        elif kind == "next":
            target = next_channel(draft, str(claim.fact.value), channel)
            if target:
                draft.take(("channels", channel, "escalates_to"), target, clause, Span(0, 0))
        elif kind == "levels":
            _levels(draft, channel, claim.fact.value, clause)
        elif kind == "pages":
            draft.take(("pages", channel), claim.fact.value, clause, Span(0, 0))


def _media(draft: Draft) -> None:
    """A room with a # and no other word is in the chat that the other rooms are in."""
    said = {
        one.medium
        for one in draft.channels.channels.values()
        if one.stated and one.medium in {"slack", "teams"}
    }
    for one in draft.channels.channels.values():
        room = one.name.startswith("#")
        medium = said.copy().pop() if room and not one.stated and len(said) == 1 else one.medium
        named = next(claim for claim in draft.claims if claim.key == ("channels", one.id, "name"))
        clause = named.clause or Clause(one.name, named.line, (), (), "", ())
        draft.take(("channels", one.id, "medium"), medium, clause, exact=one.stated or room)


def _levels(draft: Draft, channel: str, levels: list[str], clause: Clause) -> None:
    """Severities beside a channel: what it is for; a pager pages for them at once."""
    if not levels:
        return
    draft.take(("channels", channel, "severities"), levels, clause, Span(0, 0))
    if draft.channels.channels[channel].medium == "pager":
        for one in levels:
            draft.take(("severities", one, "page_within"), "0m", clause, Span(0, 0), general=True)


def staff(draft: Draft, text: str) -> list[str]:
    """The roles that a phrase names; new ones are learnt where they are titles."""
    found: list[str] = []
    for one in split_names(text):
        known = draft.roles.find(one) or draft.roles.mentioned(one)
        if not known and is_title(one) and len(one.split()) <= 4:
            known = [draft.roles.add(one)]
        found += known
    return list(dict.fromkeys(found))


def next_channel(draft: Draft, word: str, channel: str) -> str | None:
    """The channel that "#incidents", "ops" or an address stands for."""
    named = [one for one in draft.channels.mentioned(word) if one != channel]
    return named[0] if named else draft.channels.called(word.lstrip("#").rstrip("."), but=channel)
