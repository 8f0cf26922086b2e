"""What follows an incident, in the front matter: folders, checklist, deadlines, updates, the meeting."""

from governor_cli.readers.prose_playbook.account import Account, Part, last_assumed, part_of
from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.levels import Levels, seconds
from governor_cli.readers.prose_playbook.people import People
from governor_cli.readers.prose_playbook.places import Places
from governor_cli.readers.prose_playbook.result import Taken, Unplaced

_FOLDERS = ("incident_reports", "metrics", "roster", "checklists", "syncs", "docs", "tasks")


def knowledge(draft: Draft, account: Account) -> Part:
    """Where everything is kept; two kinds never share a folder."""
    part: Part = {}
    model = account.part("knowledge")
    facts = draft.of("knowledge")
    for key in _FOLDERS:
        fact = facts.get(key)
        clash = next(
            (other for other in part if fact and _overlap(str(part[other]), str(fact.value), key, other)),
            None,
        )
        if fact and clash:
            draft.unplaced.append(
                Unplaced(
                    fact.line,
                    fact.source,
                    f"`{fact.value}` is already the place of {clash.replace('_', ' ')}",
                )
            )
        elif account.place(part, key, fact, ("knowledge",)):
            part[key] = str(part[key]).rstrip("/")
    for key in _FOLDERS:
        if key not in part:
            account.assume(part, key, _free(str(model.get(key) or key), key, part), ("knowledge",))
    if not account.place(part, "documentation_within", facts.get("documentation_within"), ("knowledge",)):
        account.assume(
            part, "documentation_within", str(model.get("documentation_within") or "24h"), ("knowledge",)
        )
    ordered = {key: part[key] for key in (*_FOLDERS, "documentation_within")}
    return ordered | ({"assumed": part["assumed"]} if "assumed" in part else {})


def _overlap(one: str, two: str, key: str, other: str) -> bool:
    one, two = one.rstrip("/").casefold(), two.rstrip("/").casefold()
    inside = one.startswith(f"{two}/") or two.startswith(f"{one}/")
    return one == two or (inside and "docs" not in {key, other})


def _free(path: str, key: str, part: Part) -> str:
    """The example's place, or one beside it where that is inside another's."""
    if not any(_overlap(str(taken), path, key, other) for other, taken in part.items() if other in _FOLDERS):
        return path
    name = path.rsplit("/", 1)[-1]
    options = (
        f"artifacts/{name}",
        f"operations/{name}",
        name,
        *(f"{name}-{number}" for number in range(2, 20)),
    )
    fits = (
        one
        for one in options
        if not any(
            _overlap(str(taken), one, key, other) for other, taken in part.items() if other in _FOLDERS
        )
    )
    return next(fits, path)


def runbooks(draft: Draft, account: Account) -> dict[str, str | None]:
    """The runbooks the playbook names, those without a file as null."""
    found: dict[str, str | None] = {}
    for name in draft.runbooks:
        fact = draft.facts.get(("runbooks", name))
        if fact is not None:
            found[name] = fact.value
            account.taken.append(Taken(f"runbooks.{name}", fact.line, fact.source))
    return found


def checklist(draft: Draft, account: Account, places: Places) -> list[Part]:
    """The items of the checklist; an announcement goes to the room where people coordinate."""
    if not draft.items:
        return [_moved(dict(item), places) for item in account.parts("checklist")]
    found: list[Part] = []
    for index, item in enumerate(draft.items):
        at, facts = ("checklist", index), draft.of("checklist", item)
        part: Part = {"id": item}
        account.place(part, "text", facts.get("text"), at)
        account.place(part, "evidence", facts.get("evidence"), at)
        if part["evidence"] == "announcement" and not account.place(
            part, "channel", facts.get("channel"), at
        ):
            for channel in places.coordination():
                account.assume(part, "channel", channel, at)
        found.append(last_assumed(part))
    return found


def _moved(item: Part, places: Places) -> Part:
    ids = [channel["id"] for channel in places.list]
    if item.get("channel") and item["channel"] not in ids:
        item["channel"] = next(iter(places.coordination()), None)
    return item


def after_resolve(draft: Draft, account: Account, levels: Levels) -> Part:
    """When report, checklist and tasks are due."""
    part: Part = {}
    model, at = account.part("after_resolve"), ("after_resolve",)
    facts = draft.of("after_resolve")
    if not account.place(part, "report", facts.get("report"), at):
        limit = facts.get("checklist")
        due = str(model.get("report") or "5d")
        account.assume(part, "report", min(due, str(limit.value), key=seconds) if limit else due, at)
    if not account.place(part, "checklist", facts.get("checklist"), at):
        account.assume(
            part, "checklist", max(str(model.get("checklist") or "7d"), str(part["report"]), key=seconds), at
        )
    part["tasks"] = _tasks(draft, account, levels)
    if any(("after_resolve", "tasks", one) not in draft.facts for one in levels.ids):
        account.doubt(part, "tasks", at)
    return last_assumed(part)


def _tasks(draft: Draft, account: Account, levels: Levels) -> dict[str, str]:
    tasks: dict[str, str] = {}
    model = account.part("after_resolve").get("tasks")
    known = part_of(model)
    for one in levels.ids:
        fact = draft.facts.get(("after_resolve", "tasks", one))
        due = (
            str(fact.value)
            if fact
            else str(known.get(one) or known.get(str(levels.models[one].get("id"))) or "30d")
        )
        tasks[one] = due if fact else max([due, *tasks.values()], key=seconds)
        if fact:
            account.taken.append(Taken(f"after_resolve.tasks.{one}", fact.line, fact.source))
    return tasks


def updates(draft: Draft, account: Account, places: Places) -> Part:
    """Who posts updates, where, and until when."""
    part: Part = {}
    model, at, facts = account.part("updates"), ("updates",), draft.of("updates")
    if not account.place(part, "by", facts.get("by"), at):
        account.assume(part, "by", list(model.get("by") or ["communications", "commander"]), at)
    if not account.place(part, "to", facts.get("to"), at):
        account.assume(part, "to", places.coordination(), at)
    if not account.place(part, "until", facts.get("until"), at):
        account.assume(part, "until", str(model.get("until") or "resolved"), at)
    return last_assumed(part)


def sync(draft: Draft, account: Account, people: People) -> Part:
    """How often the team meets, and who comes."""
    part: Part = {}
    model, at, facts = account.part("sync"), ("sync",), draft.of("sync")
    if not account.place(part, "every", facts.get("every"), at):
        account.assume(part, "every", str(model.get("every") or "7d"), at)
    if not account.place(part, "attendees", facts.get("attendees"), at):
        invited: list[str] = model.get("attendees") or []
        example = [role for role in invited if role in people.ids]
        described = [one for one in people.described if one not in people.same]
        account.assume(part, "attendees", (described or example or [people.primary])[:12], at)
    return last_assumed(part)
