"""The rules' cases are also their examples."""

from pathlib import Path

import pytest

from governor_cli.adapters import cases


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cases, "_FOLDERS", (tmp_path / "absent", tmp_path))
    (tmp_path / "INC004").mkdir()
    return tmp_path / "INC004"


def test_the_plainest_example_comes_first_with_what_is_said(folder: Path) -> None:
    for name in ("bad_other.md", "bad.md", "good.md"):
        (folder / name).write_text(name)
    (folder / "bad.expected").write_text("1:1 INC004 no\n")
    good, bad = cases.examples("INC004")
    assert [example.name for example in good] == ["good.md"]
    assert [(example.name, example.expected) for example in bad] == [
        ("bad.md", "1:1 INC004 no\n"),
        ("bad_other.md", ""),
    ]


def test_a_small_repository_is_one_example(folder: Path) -> None:
    (folder / "bad" / "docs").mkdir(parents=True)
    (folder / "bad" / "docs" / "a.md").write_text("one\n")
    (folder / "bad" / "gov.toml").write_text("two\n")
    (folder / "bad.expected").write_text("docs/a.md:1:1 INC004 no\n")
    _, (bad,) = cases.examples("INC004")
    assert bad.text == "==> docs/a.md <==\none\n\n==> gov.toml <==\ntwo\n"
    assert bad.expected == "docs/a.md:1:1 INC004 no\n"


def test_a_rule_without_cases_has_no_examples(folder: Path) -> None:
    assert cases.examples("INC999") == ([], [])


def test_the_checkout_has_examples_for_a_real_rule() -> None:
    good, bad = cases.examples("ROS001")
    assert good
    assert bad
