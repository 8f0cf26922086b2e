"""Rules for people and scripts: the table of all, and one explained by its examples."""

from collections.abc import Iterable, Sequence
from typing import Any

from governor_cli.contracts.example import Example
from governor_cli.contracts.rule import Rule
from governor_cli.views.columns import table
from governor_cli.views.escape import visible
from governor_cli.views.ink import bold, dim, ink
from governor_cli.views.reports.summary import COLOURS


def rules_table(rules: Iterable[Rule]) -> str:
    """Code, severity and sentence, in the order of the codes."""
    ordered = _ordered(rules)
    rows = [(bold(rule.code), ink(COLOURS[rule.severity], rule.severity), rule.sentence) for rule in ordered]
    count = f"{len(rows)} {'rule' if len(rows) == 1 else 'rules'}"
    return f"{table(rows)}\n\n{count}; `gov explain CODE` tells why one exists and shows examples"


def rules_data(rules: Iterable[Rule]) -> dict[str, Any]:
    """``{"rules": [...]}`` for the envelope of kind ``rules``."""
    return {"rules": [_data(rule) for rule in _ordered(rules)]}


def explained(rule: Rule, good: Sequence[Example] = (), bad: Sequence[Example] = ()) -> str:
    """What should hold, why, and the first bad and good example."""
    about = f"{rule.severity}, judged from {_SCOPES[rule.scope]}" + (
        ", has a safe fix (`gov check --fix`)" * (rule.fix is not None)
    )
    parts = [
        f"{ink(COLOURS[rule.severity], rule.code)} {bold(rule.sentence)}\n{dim(about)}",
        rule.why,
        *(_example("Bad", example) for example in bad[:1]),
        *(_example("Good", example) for example in good[:1]),
        _silence(rule.code),
    ]
    return "\n\n".join(part for part in parts if part)


def explained_data(rule: Rule, good: Sequence[Example] = (), bad: Sequence[Example] = ()) -> dict[str, Any]:
    """The same for the envelope of kind ``rule``, with every example."""
    return _data(rule) | {
        "good": [example._asdict() for example in good],
        "bad": [example._asdict() for example in bad],
    }


_SCOPES = {
    "reading": "the text of one document",
    "document": "one document",
    "corpus": "all documents together",
    "schedule": "the roster over the coming time (`gov roster check`)",
    "history": "what commits changed when (`gov docs check`)",
}


def _ordered(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.code)


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "severity": rule.severity,
        "scope": rule.scope,
        "sentence": rule.sentence,
        "why": rule.why,
        "fixable": rule.fix is not None,
    }


def _example(title: str, example: Example) -> str:
    text = "\n".join(f"    {line}".rstrip() for line in visible(example.text).rstrip("\n").split("\n"))
    said = "\n".join(f"    {line}" for line in example.expected.splitlines())
    return f"{bold(title + ':')} {dim(example.name)}\n\n{text}" + (
        f"\n\n  gov says:\n\n{said}" if said else ""
    )


def _silence(code: str) -> str:
    return dim(
        f"Silence it beside its cause, with a reason: `# gov: allow {code} REASON` in front matter, "
        f"`<!-- gov: allow {code} REASON -->` in the body."
    )
