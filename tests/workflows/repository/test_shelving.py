"""A verdict that was kept is the verdict that was given."""

import json

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.shelf import packed
from governor_cli.contracts.extract import Extract, Reference
from governor_cli.core.silences import Silence
from governor_cli.workflows.repository.shelving import Facts, extract_of, frozen
from governor_cli.workflows.repository.verdicts import FOREIGN, Told, Verdict

FACTS = {
    "title": "it answers slowly",
    "severity": "P1",
    "updates": 7,
    "exercise": False,
    "adopted": None,
    "times": {"declared": "2026-11-23T10:02:00Z"},
    "services": ["api"],
    "factors": [],
}
REFERENCES = (
    Reference("severity", "P1", ("severity",)),
    Reference("service", "api", ("services", 0)),
    Reference("person", "ada", (), (9, 1, 9, 5)),
)
VERDICT = Verdict(
    "incident",
    Extract("incident", "INC-20261123-7F3K", FACTS, REFERENCES),
    "INC-20261123-7F3K-*.md",
    [Told((1, 2, 3, 4), "INC001", "error", "wrong", "Mend it.", "times")],
    [Silence("INC001", "why", 3, 1, 9, (3, 4))],
    bare=False,
    sound=True,
)


def stored(tmp_path, verdict):
    Cache(tmp_path).shelf("s").put_page(packed({"key": frozen(verdict)}))
    return Cache(tmp_path).shelf("s").get_many(["key"])["key"]


def kept(tmp_path, verdict):
    return extract_of(stored(tmp_path, verdict))


def test_everything_of_a_verdict_is_kept(tmp_path):
    found = kept(tmp_path, VERDICT)
    assert found.facts == FACTS
    assert found._replace(facts={}) == VERDICT.extract._replace(facts={})
    kind, _, name, told, silences, bare, sound = stored(tmp_path, VERDICT)
    assert [Told(*one) for one in told] == VERDICT.told
    assert [Silence(*one) for one in silences] == VERDICT.silences
    assert (kind, name, bare, sound) == ("incident", VERDICT.name, False, True)


def test_a_foreign_file_is_kept_too(tmp_path):
    assert kept(tmp_path, FOREIGN) is None
    assert stored(tmp_path, FOREIGN) == (None, None, "", (), (), True, True)


def test_kept_facts_read_like_a_mapping(tmp_path):
    facts = kept(tmp_path, VERDICT).facts
    assert isinstance(facts, Facts)
    assert json.loads(json.dumps(dict(facts))) == FACTS
    assert facts.get("times") == FACTS["times"]
    assert facts.get("missing", "x") == "x"
    assert "services" in facts
    assert "missing" not in facts
    assert len(facts) == len(FACTS)
    assert "it answers slowly" in repr(facts)


def test_what_is_taken_out_of_kept_facts_may_be_changed_without_harm(tmp_path):
    facts = kept(tmp_path, VERDICT).facts
    facts["services"].append("ledger")
    assert facts["services"] == ["api"]


def test_a_verdict_that_was_kept_can_be_kept_again(tmp_path):
    again = VERDICT._replace(extract=kept(tmp_path, VERDICT))
    assert kept(tmp_path, again).facts == FACTS
