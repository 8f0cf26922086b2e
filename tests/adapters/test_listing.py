"""Parsing what git lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.adapters import listing

OID = "0123456789abcdef0123456789abcdef01234567"


def test_the_index_is_read_with_its_special_entries():
    output = (
        f"H 100644 {OID} 0\ta.md\0h 100755 {OID} 0\tassumed.md\0S 100644 {OID} 0\tsparse.md\0"
        f"s 100644 {OID} 0\tboth.md\0M 100644 {OID} 1\tx\ty.md\0M 100644 {OID} 2\tx\ty.md\0"
    ).encode()
    read = listing.read_index(output, 40)
    assert read.entries["assumed.md"] == ("100755", OID)
    assert read.entries.keys() == {"a.md", "assumed.md", "sparse.md", "both.md"}
    assert (read.unmerged, read.absent, read.trusted) == (
        ["x\ty.md"],
        ["sparse.md", "both.md"],
        ["assumed.md"],
    )


def test_a_tree_is_read_with_its_submodules():
    output = f"100644 blob {OID}\ta b.md\000160000 commit {OID}\tsub\0".encode()
    assert listing.read_tree(output, 40) == {"a b.md": ("100644", OID), "sub": ("160000", OID)}


def test_nothing_listed_is_nothing():
    assert listing.read_index(b"", 40).entries == listing.read_tree(b"", 64) == {}
    assert list(listing.read_changes(b"")) == list(listing.read_statuses(b"")) == listing.names(b"") == []


@given(st.lists(st.binary(min_size=1).filter(lambda name: b"\0" not in name)))
def test_any_bytes_of_a_name_survive(names):
    read = listing.names(b"".join(name + b"\0" for name in names))
    assert [name.encode("utf-8", "surrogateescape") for name in read] == names


@pytest.mark.parametrize(
    ("path", "temporary"),
    [
        (".gov-1f.tmp", True),
        ("a/.gov-1f.tmp", True),
        (".gov-1f.md", False),
        ("gov-1f.tmp", False),
        ("a.md", False),
    ],
)
def test_only_files_of_killed_writes_are_temporary(path, temporary):
    assert listing.is_temporary(path) is temporary


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.md", "a/b.md", True),
        ("*.md", "a/b.txt", False),
        ("a", "a/b.md", True),
        ("a/", "a/b.md", True),
        ("a", "ab.md", False),
        ("a/b.md", "a/b.md", True),
        ("a/?.md", "a/b.md", True),
        ("*.md", "line\nbreak.md", True),
        ("*.md", "folder.md/a.txt", False),
        ("*.md", "*.md/a.txt", True),
        ("a*.md", "ab/c.md", True),
        ("[ab].md", "b.md", True),
        ("*", "a/b", True),
    ],
)
def test_patterns_match_as_they_do_in_git(repo, pattern, path, matches):
    repo.write(path)
    repo.git("add", ".")
    assert listing.matcher([pattern])(path) is matches
    assert bool(repo.git("ls-files", "--", pattern)) is matches


def test_characters_of_a_pattern_in_the_name_of_a_folder_are_literal():
    (pattern,) = listing.below("o[p]s*?/", ".md")
    matches = listing.matcher([pattern])
    assert matches("o[p]s*?/deep/a.md")
    assert not matches("ops/a.md")
