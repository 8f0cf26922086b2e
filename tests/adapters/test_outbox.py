"""The outbox: whole files, in order whatever the clock says, and what is damaged is told and left alone."""

import json
import resource
import signal
from datetime import timedelta

import pytest
from any_json import ANY_JSON
from hypothesis import given
from hypothesis import strategies as st
from noticed import MESSAGES, a_notice

from governor_cli.adapters.outbox import Outbox
from governor_cli.adapters.stored_notice import restored, stored
from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import GovError


@pytest.fixture
def workspace(repo):
    repo.write("gov.toml")
    return open_workspace(repo.top)


@pytest.fixture
def outbox(workspace):
    return Outbox(workspace)


def folder(workspace):
    return workspace.top / ".git/gov/outbox"


def keys(notices):
    return [one.key for one in notices]


def test_what_is_put_waits_until_it_is_settled(outbox):
    notice = outbox.put(a_notice())
    assert outbox.waiting() == ((notice,), ())
    assert outbox.known(notice.key) == notice
    done = notice._replace(delivered=notice.written)
    outbox.settle(done)
    assert outbox.waiting().notices == ()
    assert outbox.delivered() == (done,)
    assert outbox.known(notice.key).state == "delivered"


def test_the_order_is_that_of_writing_also_where_the_clock_is_set_back(outbox):
    first = a_notice(key="z", written=a_notice().written)
    second = a_notice(key="a", written=first.written - timedelta(days=1))
    outbox.put(first)
    outbox.put(second)
    assert keys(outbox.waiting().notices) == ["z", "a"]


def test_the_same_notice_is_put_once_and_renewed_in_its_place(outbox):
    outbox.put(a_notice(key="first"))
    outbox.put(a_notice(key="second"))
    tried = outbox.known("first")._replace(tries=2, answer="cannot be reached")
    outbox.keep(tried)
    newer = a_notice(key="first", message=a_notice().message._replace(text="newer"))
    renewed = outbox.put(newer)
    assert (renewed.tries, renewed.message.text, renewed.number) == (2, "newer", 1)
    assert keys(outbox.waiting().notices) == ["first", "second"]


def test_all_work_trees_of_a_clone_share_it(repo, outbox):
    repo.commit()
    outbox.put(a_notice())
    repo.git("worktree", "add", "-q", "../other")
    other = Outbox(open_workspace(repo.top.parent / "other"))
    assert keys(other.waiting().notices) == [a_notice().key]


def test_another_gov_repository_of_the_clone_has_its_own(repo, workspace, outbox):
    repo.write("other/gov.toml")
    outbox.put(a_notice())
    assert Outbox(open_workspace(repo.top / "other")).waiting().notices == ()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"version": 1, "key": "bad"}', b"\xff\xfe", b"1" * 5000]
)
def test_a_damaged_file_is_told_left_alone_and_can_be_dropped(workspace, outbox, data):
    notice = outbox.put(a_notice())
    (folder(workspace) / "bad.json").write_bytes(data)
    assert outbox.waiting() == ((notice,), ("bad",))
    outbox.drop("bad")
    assert outbox.waiting() == ((notice,), ())


def test_a_damaged_file_of_a_notice_gives_way_to_it(workspace, outbox):
    outbox.put(a_notice())
    (folder(workspace) / f"{a_notice().key}.json").write_bytes(b"{")
    assert outbox.put(a_notice()).key == a_notice().key
    assert outbox.waiting().damaged == ()


def test_a_run_that_ended_between_laying_aside_and_removing_does_not_stand_in_the_way(outbox):
    notice = outbox.put(a_notice())
    done = notice._replace(delivered=notice.written)
    outbox.settle(done)
    outbox.put(a_notice())
    outbox.settle(done)
    assert (outbox.waiting().notices, len(outbox.delivered())) == ((), 1)


def test_a_folder_that_cannot_be_written_is_told(workspace, outbox):
    folder(workspace).parent.mkdir(parents=True, exist_ok=True)
    folder(workspace).write_text("a file where the folder belongs")
    with pytest.raises(GovError, match="cannot write"):
        outbox.put(a_notice())
    assert outbox.waiting() == ((), ())


def test_on_a_full_disk_what_was_delivered_is_laid_aside_all_the_same(outbox):
    outbox.settle(outbox.put(a_notice(key="first"))._replace(delivered=a_notice().written))
    notice = outbox.put(a_notice())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # no byte can be written, as on a full disk
    try:
        outbox.settle(notice._replace(delivered=notice.written, answer="took it"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert outbox.waiting() == ((), ())
    assert outbox.known(notice.key).state == "delivered"
    assert sorted(keys(outbox.delivered())) == sorted(["first", notice.key])


def test_a_folder_where_a_delivered_notice_belongs_is_told(workspace, outbox):
    notice = outbox.put(a_notice())
    (folder(workspace) / "delivered" / f"{notice.key}.json").mkdir(parents=True)
    with pytest.raises(GovError, match="cannot remove"):
        outbox.settle(notice._replace(delivered=notice.written))


def test_no_temporary_file_is_left(workspace, outbox):
    outbox.keep(outbox.put(a_notice())._replace(tries=1))
    outbox.settle(a_notice(delivered=a_notice().written))
    assert sorted(file.name for file in folder(workspace).iterdir()) == ["delivered", "numbers.lock"]


@pytest.mark.parametrize("value", [float("inf"), 1.5, "1", None])
def test_a_number_that_is_none_makes_no_notice(value):
    told = {**json.loads(stored(a_notice())), "number": value}
    assert restored(json.dumps(told).encode(), a_notice().key) is None


@pytest.mark.parametrize(
    "damage",
    [
        {"incident": "INC\r\nBcc: eve@example.com"},
        {"name": "ops@example.com\u2028Bcc: eve@example.com"},
        {"name": "half \ud83d a character"},
        {"channel": "../../elsewhere"},
        {"message": {**json.loads(stored(a_notice()))["message"], "title": "half \ud83d a character"}},
    ],
)
def test_what_would_steer_a_mail_name_another_file_or_be_no_text_is_no_notice(damage):
    told = {**json.loads(stored(a_notice())), **damage}
    assert restored(json.dumps(told).encode(), a_notice().key) is None


def test_a_file_under_another_name_is_no_notice():
    assert restored(stored(a_notice()), "another") is None


@given(MESSAGES, st.integers(0, 9), st.booleans())
def test_a_notice_comes_back_as_it_was_stored(message, tries, refused):
    notice = a_notice(message=message, tries=tries, is_refused=refused, later=a_notice().written)
    assert restored(stored(notice), notice.key) == notice


@given(ANY_JSON, st.sampled_from(["message", "number", "written", "medium", "is_first", "later", "answer"]))
def test_any_value_anywhere_is_a_notice_or_none(value, name):
    told = json.loads(stored(a_notice()))
    told[name] = value
    found = restored(json.dumps(told).encode(), a_notice().key)
    assert found is None or found.key == a_notice().key
