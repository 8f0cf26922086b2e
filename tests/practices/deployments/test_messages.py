"""What the message of a deployment's tag says, written and read."""

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.practices.deployments.messages import Said, message, read_trailers

_WORD = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)
_SAID = st.builds(
    Said,
    outcome=st.sampled_from(["success", "failed", "rolled-back"]),
    planned=st.booleans(),
    services=st.lists(_WORD, unique=True, max_size=3).map(tuple),
    fixes=st.lists(
        st.from_regex(r"INC-2026110[1-9]-[0-9A-Z]{4}", fullmatch=True), unique=True, max_size=2
    ).map(tuple),
    approved_by=st.one_of(st.just(""), _WORD.map("@{}".format)),
    corrects=st.one_of(st.just(""), st.just("deploy/production/20261102T100000Z")),
)


@given(_SAID, st.text(max_size=20))
def test_what_is_written_is_read_whatever_the_note_says(said, note):
    trailers = message("production", said, f"Outcome: failed {note}").rstrip("\n").split("\n\n")[-1]
    assert read_trailers(trailers) == said


def test_the_words_of_people_are_understood_and_others_say_nothing():
    told = read_trailers(
        "outcome: Rolled Back\nPLANNED: false\nService: api\nService: api\nReviewed-by: Bo\nodd"
    )
    assert told == Said("rolled-back", False, ("api",))
    assert read_trailers("Outcome: Failure\nPlanned: unplanned") == Said("failed", False)
    assert read_trailers("Outcome: splendid\nPlanned: perhaps\nApproved-by:") == Said()


def test_of_a_key_that_stands_twice_the_last_counts():
    assert read_trailers("Outcome: success\nOutcome: failed").outcome == "failed"
