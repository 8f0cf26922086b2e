"""The cache: right or forgotten, in any state of its files, for any number of writers."""

import random
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.shelf import packed, unpacked


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path)


def shelf_file(cache):
    (file,) = Path(cache.folder, "shelves").iterdir()
    return file


def test_what_was_put_on_a_shelf_is_found_by_the_next_run(cache, tmp_path):
    values = {"a": [1, "x", None, {"k": [2.5, True]}], "b": {}, "ü\udcff": "line\nbreak \0"}
    cache.shelf("verdicts-1").put_many(values)
    assert Cache(tmp_path).shelf("verdicts-1").get_many(["a", "b", "ü\udcff", "missing"]) == values
    assert Cache(tmp_path).shelf("verdicts-2").get_many(["a"]) == {}


def test_later_values_win_over_earlier_ones(cache, tmp_path):
    for value in range(3):
        Cache(tmp_path).shelf("s").put_many({"a": value})
    assert cache.shelf("s").get_many(["a"]) == {"a": 2}


def test_an_empty_repository_has_an_empty_cache(cache):
    assert cache.shelf("s").get_many(["a"]) == {}
    assert cache.memo("a") is None
    assert not Path(cache.folder).exists()


def test_putting_nothing_is_allowed(cache):
    cache.shelf("s").put_many({})
    assert cache.shelf("s").get_many([]) == {}


def test_no_damage_to_a_shelf_is_an_error_or_a_wrong_value(cache, tmp_path):
    values = {f"key{number}": {"value": number, "text": "x" * number} for number in range(40)}
    for key, value in values.items():
        cache.shelf("s").put_many({key: value})
    file, chance = shelf_file(cache), random.Random(7)
    whole = file.read_bytes()
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        file.write_bytes(damaged[: chance.randint(len(damaged) // 2, len(damaged))])
        found = Cache(tmp_path).shelf("s").get_many(values)
        assert found.items() <= values.items()


@pytest.mark.parametrize("kept", [1, 15, 16, 40, -3])
def test_a_page_cut_short_spoils_neither_those_before_nor_what_is_put_after_it(cache, tmp_path, kept):
    cache.shelf("s").put_many({"a": 1})
    file = shelf_file(cache)
    whole = file.read_bytes()
    file.write_bytes(whole + packed({"b": "x" * 99})[:kept])
    shelf = Cache(tmp_path).shelf("s")
    assert shelf.get_many("abc") == {"a": 1}
    shelf.put_many({"c": 3})
    assert Cache(tmp_path).shelf("s").get_many("abc") == {"a": 1, "c": 3}


def test_a_page_may_be_packed_by_another_process(cache, tmp_path):
    class Named(NamedTuple):
        name: str

    values = {"a": ("x", None, b"y", Named("z")), "b": {"k": (1, Named("w"))}}
    page = packed(values)
    assert dict(unpacked(page)) == values
    assert cache.shelf("s").put_page(page)
    assert Cache(tmp_path).shelf("s").get_many("ab") == values


@pytest.mark.parametrize("blocked", ["gov", "gov/cache", "gov/cache/shelves", "gov/cache/memos"])
def test_a_cache_that_cannot_be_written_is_only_slow(cache, tmp_path, blocked):
    (tmp_path / blocked).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / blocked).write_text("a file where a folder should be")
    shelf = cache.shelf("s")
    assert shelf.put_page(packed({"a": 1})) is (blocked == "gov/cache/memos")
    cache.remember("a", b"1")
    assert shelf.get_many(["a"]) in ({}, {"a": 1})


def test_a_folder_in_the_place_of_a_shelf_is_only_slow(cache, tmp_path):
    (tmp_path / "gov/cache/shelves/s").mkdir(parents=True)
    (tmp_path / "gov/cache/memos/m").mkdir(parents=True)
    cache.shelf("s").put_many({"a": 1})
    cache.remember("m", b"1")
    assert cache.shelf("s").get_many(["a"]) == {}
    assert cache.memo("m") is None


def test_values_that_nobody_asks_for_are_dropped_in_the_end(cache, tmp_path):
    for generation in range(6):
        shelf = Cache(tmp_path).shelf("s")
        keys = [f"{generation}-{number}" for number in range(900)]
        assert shelf.get_many(keys) == {}
        shelf.put_many(dict.fromkeys(keys, "x" * 100))
    assert len(Cache(tmp_path).shelf("s").get_many(keys)) == 900
    assert shelf_file(cache).stat().st_size <= (2 * 900 + 2000) * 200
    assert cache.shelf("s").get_many(["0-1"]) == {}


def test_the_number_of_shelves_and_memos_is_bounded_and_the_newest_stay(cache):
    for number in range(200):
        cache.shelf(f"s{number}").put_many({"a": number})
        cache.remember(f"m{number}", b"%d" % number)
    for folder in ("shelves", "memos"):
        assert len(list(Path(cache.folder, folder).iterdir())) <= 64
    assert cache.shelf("s199").get_many(["a"]) == {"a": 199}
    assert cache.memo("m199") == b"199"


@pytest.mark.parametrize("data", [b"", b"\n", b"\0\xff\n\nx", b"x" * 100_000])
def test_a_memo_is_given_back_byte_for_byte(cache, data):
    cache.remember("../../key with / and \0", data)
    assert cache.memo("../../key with / and \0") == data
    assert cache.memo("other") is None


def test_a_damaged_memo_is_forgotten(cache):
    cache.remember("key", b"data")
    file = Path(cache.folder, "memos", "key")
    for damage in (b"", b"data", file.read_bytes()[:-1], file.read_bytes().replace(b"data", b"dato")):
        file.write_bytes(damage)
        assert cache.memo("key") is None


def test_many_writers_at_once_lose_nothing(cache, tmp_path):
    script = (
        "import sys; from governor_cli.adapters.cache import Cache\n"
        "sys.stdin.readline()\n"
        "for number in range(40):\n"
        "    Cache(sys.argv[1]).shelf('s').put_many({f'{sys.argv[2]}-{number}': 'x' * 3000})\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", script, tmp_path, name], stdin=subprocess.PIPE)
        for name in "pqr"
    ]
    for writer in writers:
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate()
    keys = [f"{name}-{number}" for name in "pqr" for number in range(40)]
    assert len(cache.shelf("s").get_many(keys)) == len(keys)


def test_values_come_back_as_they_were_and_odd_ones_are_not_kept(tmp_path):
    cache = Cache(tmp_path)
    for value in ({"a": ["ü", None, 1, (2.5, b"x")]}, [], "", ()):
        cache.keep_value("some", value)
        assert cache.value("some") == value
    cache.keep_value("odd", object())
    assert cache.value("odd") is None
    cache.remember("bytes", b"no value at all")
    assert cache.value("bytes") is None
