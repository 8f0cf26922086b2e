"""The table of commands: what exists, in which module, and one line about it. Nothing is imported here."""

from typing import NamedTuple


class Noun(NamedTuple):
    """A word after ``gov``; its module exports ``app`` (a noun with verbs) or ``command`` (a plain verb)."""

    module: str
    help: str
    group: str


_START, _JUDGE, _OPERATE, _POLICY = "Start", "Check", "Operate", "Policy"

NOUNS: dict[str, Noun] = {
    "init": Noun("init", "set up a repository for operations documents", _START),
    "demo": Noun("demo", "walk through one incident in a repository of its own", _START),
    "incident": Noun("incident", "declare, list and show incidents", _OPERATE),
    "checklist": Noun("checklist", "what must be done after an incident, with its evidence", _OPERATE),
    "docs": Noun("docs", "what was learned, on a branch of its own, proposed in time", _OPERATE),
    "metrics": Noun("metrics", "capture what was measured, gate a release on it, prove it later", _OPERATE),
    "roster": Noun("roster", "who is on call, and who covers what was promised", _OPERATE),
    "escalation": Noun("escalation", "whom to page next, and whether it reaches anybody", _OPERATE),
    "playbook": Noun("playbook", "the policy in force: show, check, render, import", _POLICY),
    "schema": Noun("schema", "the JSON Schema of a kind's front matter", _POLICY),
    "check": Noun("check", "judge the documents of the repository", _JUDGE),
    "rules": Noun("rules", "all rules", _JUDGE),
    "explain": Noun("explain", "why a rule exists, with a good and a bad example", _JUDGE),
    "hook": Noun("hook", "keep wrong documents out of commits", _JUDGE),
}

GROUPS = (_START, _OPERATE, _JUDGE, _POLICY)
