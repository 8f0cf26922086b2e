"""Reports: in order, each finding once, and of thousands alike no more than anybody reads."""

from governor_cli.core.finding import Finding, Place, Severity
from governor_cli.core.report import MOST, Judged, Report, report, shortened

HERE = Judged("worktree")


def found(line: int, code: str = "DOC015", path: str = "a.md", severity: Severity = "error") -> Finding:
    return Finding(path, Place(line, 1, line, 2), code, severity, f"line {line}", "", str(line))


def reported(*findings: Finding) -> Report:
    return report(HERE, 1, findings)


def test_findings_come_in_the_order_of_the_file_and_once() -> None:
    assert reported(found(2), found(1), found(2)).findings == (found(1), found(2))


def test_of_thousands_alike_the_last_says_how_many_more_there_are() -> None:
    whole = reported(*(found(line) for line in range(1, 50_001)), found(7, "KEY001"), found(60_000, "DOC012"))
    short = shortened(whole)
    assert len(short.findings) == MOST + 3
    last = short.findings[-2]
    assert (last.code, last.place.line) == ("DOC015", MOST + 1)
    assert last.message == "49900 more findings of DOC015 in this file are not shown"
    assert short.count("error") == whole.count("error") == 50_002
    assert short.fails()


def test_each_file_and_each_rule_has_its_own_measure() -> None:
    some = [found(line, code, path) for line in range(90) for code in ("A", "B") for path in ("a.md", "b.md")]
    assert shortened(reported(*some)) == reported(*some)


def test_one_too_many_is_shown_rather_than_counted() -> None:
    for number in (MOST, MOST + 1):
        whole = reported(*(found(line) for line in range(number)))
        assert shortened(whole) is whole


def test_what_is_left_out_keeps_its_severities() -> None:
    some = [found(line, severity="info") for line in range(MOST + 50)]
    errors = [found(line, severity="error") for line in range(1000, 1003)]
    short = shortened(reported(*some, *errors))
    assert (short.count("error"), short.count("info"), short.count("warning")) == (3, MOST + 50, 0)
    assert short.findings[-1].severity == "error"
    assert short.fails()
