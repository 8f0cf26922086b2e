"""A notice that gov sent proves an announcement where it reached the item's channel."""

import pytest
from noticed import INCIDENT, a_notice

from governor_cli.contracts.corpus import Corpus
from governor_cli.practices.evidence.judged import Ground, found, offered
from governor_cli.practices.evidence.remedies import remedy

SENT = a_notice(
    key=f"{INCIDENT}-lessons-governor-ops-9XKQ-4T7B", what="lessons", delivered=a_notice().written
)
WAITS = a_notice(key=f"{INCIDENT}-lessons-governor-ops-AAAA-BBBB", what="lessons")
ELSEWHERE = a_notice(
    key=f"{INCIDENT}-lessons-governor-support-CCCC-DDDD",
    what="lessons",
    channel="governor-support",
    delivered=a_notice().written,
)
UPDATE = a_notice(key=f"{INCIDENT}-update-governor-ops-EEEE-FFFF", delivered=a_notice().written)


@pytest.fixture
def judge(policy):
    """(what is found, what an offered text is) for these notices."""

    def build(*notices):
        ground = Ground(INCIDENT, policy, Corpus({}), notices=lambda: notices)
        item = policy.item("lessons")
        return lambda text=None: found(item, ground) if text is None else offered(item, text, ground)

    return build


@pytest.mark.parametrize("given", [SENT.key, "4T7B", "4t7b", f"{INCIDENT}-lessons"])
def test_a_delivered_notice_is_evidence_by_its_id_or_the_end_of_it(judge, given):
    assert judge(SENT, UPDATE)(f"notice:{given}") == ({"notice": SENT.key}, "", "")


@pytest.mark.parametrize(
    ("notices", "given", "problem"),
    [
        ((), SENT.key, "this clone wrote about INC-20261123-7F3K"),
        ((WAITS,), WAITS.key, "is not delivered yet"),
        ((ELSEWHERE,), ELSEWHERE.key, "went to `governor-support`, not to `governor-ops`"),
        ((SENT, UPDATE), INCIDENT, "is the beginning or end of 2"),
    ],
)
def test_what_nobody_there_heard_is_none(judge, notices, given, problem):
    assert problem in judge(*notices)(f"notice:{given}").problem


def test_lessons_that_were_told_are_found_and_no_other_notice_is(judge):
    assert judge(UPDATE, SENT)().form == {"notice": SENT.key}
    assert judge(UPDATE, WAITS, ELSEWHERE)().problem == "no announcement is recorded"


def test_any_notice_that_the_channel_heard_counts_where_somebody_says_so(judge):
    assert judge(UPDATE)("notice:FFFF").holds


def test_the_remedy_names_the_command_that_tells_them(policy):
    ground = Ground(INCIDENT, policy, Corpus({}))
    item = policy.item("lessons")
    told = remedy(item, found(item, ground), ground).sentence
    assert told.endswith(f", or `gov notify send {INCIDENT} --what lessons`.")
