"""The table of commands: what exists, in which module, and one line about it. Nothing is imported here."""

from typing import NamedTuple


class Noun(NamedTuple):
    """A word after ``gov``; its module exports ``app`` (a noun with verbs) or ``command`` (a plain verb).

    With ``verb`` the word is that verb of the noun, and the incident is inferred.
    """

    module: str
    help: str
    group: str
    verb: str = ""


_START, _NOW, _JUDGE, _OPERATE, _POLICY = "Start", "At three in the morning", "Check", "Operate", "Policy"

NOUNS: dict[str, Noun] = {
    "init": Noun("init", "set up a repository for operations documents", _START),
    "demo": Noun("demo", "walk through one incident in a repository of its own", _START),
    "declare": Noun("declare", "declare an incident: SEVERITY TITLE [SERVICE...]", _NOW),
    "p0": Noun("declare", "declare one of the first severity of the playbook", _NOW),
    "p1": Noun("declare", "declare one of the second; p2, p3 ... as many as there are", _NOW),
    "p2": Noun("declare", "declare one of the third", _NOW),
    "assess": Noun("assess", "how severe is it, whom to page, what follows from that", _NOW),
    "ack": Noun("incident", "somebody has seen it and takes it", _NOW, "ack"),
    "log": Noun("incident", "note what happened; --learned for a lesson", _NOW, "log"),
    "update": Noun("incident", "write a status update; no change is one too", _NOW, "update"),
    "up": Noun("incident", "the same in two letters", _NOW, "update"),
    "page": Noun("incident", "tell the next step of the escalation", _NOW, "page"),
    "assign": Noun("incident", "give somebody a role", _NOW, "assign"),
    "handoff": Noun("incident", "pass command on, with a situation report", _NOW, "handoff"),
    "mitigate": Noun("incident", "the impact has ended", _NOW, "mitigate"),
    "resolve": Noun("incident", "it is over", _NOW, "resolve"),
    "report": Noun("incident", "write the report, from its first empty section on", _NOW, "report"),
    "use": Noun("use", "choose the incident that commands mean here", _NOW),
    "due": Noun("due", "everything late or soon late; exits 1 while something is", _OPERATE),
    "incident": Noun("incident", "declare, list and show incidents", _OPERATE),
    "notify": Noun("notify", "tell the channels of an incident, and see to what waits", _OPERATE),
    "checklist": Noun("checklist", "what must be done after an incident, with its evidence", _OPERATE),
    "task": Noun("task", "follow-ups of incidents, closed with evidence or a reason", _OPERATE),
    "docs": Noun("docs", "what was learned, on a branch of its own, proposed in time", _OPERATE),
    "metrics": Noun("metrics", "capture what was measured, gate a release, prove it later", _OPERATE),
    "sync": Noun("sync", "the weekly agenda from the repository, and its actions", _OPERATE),
    "deploy": Noun("deploy", "record and list what went out where, and how it ended", _OPERATE),
    "roster": Noun("roster", "who is on call, and who covers what was promised", _OPERATE),
    "escalation": Noun("escalation", "whom to page next, and whether it reaches anybody", _OPERATE),
    "playbook": Noun("playbook", "the policy in force: show, check, render, import", _POLICY),
    "schema": Noun("schema", "the JSON Schema of a kind's front matter", _POLICY),
    "check": Noun("check", "judge the documents of the repository", _JUDGE),
    "rules": Noun("rules", "all rules", _JUDGE),
    "explain": Noun("explain", "why a rule exists, with a good and a bad example", _JUDGE),
    "merge-driver": Noun("merge_driver", "merge documents row by row and key by key, for git", _JUDGE),
    "doctor": Noun("doctor", "the health of hook, remote, forge, Prometheus, mail and more", _JUDGE),
    "hook": Noun("hook", "keep wrong documents out of commits", _JUDGE),
}

GROUPS = (_START, _NOW, _OPERATE, _JUDGE, _POLICY)
SHARING_GROUPS = (_NOW, _OPERATE)
"""After a command of these, what waits to be shared is tried again; a check writes nothing."""
