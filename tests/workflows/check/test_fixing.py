"""A difference that ``git apply`` takes, also deep inside a long file."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repositories import Repo

from governor_cli.core.document import read
from governor_cli.workflows.check.fixing import Fixed, difference

lines = st.lists(
    st.sampled_from(["a", "b", "c", "", "a\r", "b\x0c", "\u2028c\x85", "\ufeff", "\x1b[1m"]), max_size=14
)
names = st.sampled_from(["a.md", "a b/ü.md", 'q"\\\n\t.md', "\udcff\x1b.md", "- [x].md"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines, names, st.data(), st.booleans())
def test_git_makes_the_new_file_of_it(tmp_path_factory, old, name, data, ended):
    new = list(old)
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(new)))
        if data.draw(st.booleans()) or at == len(new):
            new.insert(at, data.draw(st.sampled_from(["x", "y"])))
        else:
            new.pop(at)
    before, after = ("\n".join(text) + ("\n" if ended and text else "") for text in (old, new))
    if before == after or not before or not after:
        return
    repo = Repo.new(tmp_path_factory.mktemp("diff") / "repo")
    repo.write(name, before.encode())
    told = difference(Fixed(read(name, before.encode()), after.encode(), ()), "")
    repo.git("apply", "-", stdin=told.encode("utf-8", "surrogateescape"))
    assert (repo.top / name).read_bytes() == after.encode()


def test_what_is_equal_at_an_end_stays_around_the_change(repo):
    """Another way to align the lines would leave no line after the change, which git reads as the end."""
    before, after = "b\na\nb\na\nb\na", "x\nb\nb\na\nb\na"
    repo.write("a.md", before)
    told = difference(Fixed(read("a.md", before.encode()), after.encode(), ()), "")
    repo.git("apply", "-", stdin=told.encode())
    assert repo.read("a.md") == after


def test_a_change_in_a_long_file_is_found_at_its_line():
    text = "".join(f"line {number}\n" for number in range(200_000))
    told = difference(
        Fixed(read("a.md", text.encode()), text.replace("line 150000\n", "other\n").encode(), ()), "ops/"
    )
    assert told.splitlines()[:3] == ["--- a/ops/a.md", "+++ b/ops/a.md", "@@ -149998,7 +149998,7 @@"]
    assert len(told.splitlines()) == 11
