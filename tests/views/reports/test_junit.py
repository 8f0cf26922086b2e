"""JUnit XML that any parser reads."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.contracts.view import Sources
from governor_cli.core.finding import WHOLE_FILE, Finding
from governor_cli.core.report import Judged, Report, report
from governor_cli.views.reports import junit


def test_a_suite_a_file_and_a_case_a_finding(awkward: Report, sources: Sources) -> None:
    root = ET.fromstring(junit.render(awkward, sources, {}))
    assert root.attrib == {"name": "gov check", "tests": "6", "failures": "4", "errors": "0"}
    assert [len(suite) for suite in root] == [2, 4]
    assert len(root.findall(".//failure")) == 4
    assert len(root.findall(".//system-out")) == 2


def test_a_failure_says_place_code_message_and_hint(awkward: Report, sources: Sources) -> None:
    root = ET.fromstring(junit.render(awkward, sources, {}))
    failure = next(found for found in root.iter("failure") if found.get("type") == "INC004")
    assert failure.get("message") == "`P9` is no severity"
    assert failure.text is not None
    assert failure.text.split("\n") == [
        "incident-reports/INC-20261123-7F3K-api.md:5:11 INC004 `P9` is no severity",
        "Did you mean `P0`?",
    ]


def test_a_clean_report_is_one_passing_case(clean: Report, sources: Sources) -> None:
    root = ET.fromstring(junit.render(clean, sources, {}))
    case = root.find("./testsuite/testcase")
    assert case is not None
    assert case.get("name") == "checked 1 document in the staged content: all good"


@given(st.text(alphabet=st.characters(codec=None)), st.text(alphabet=st.characters(codec=None)))
def test_any_path_and_message_stay_valid_xml(path: str, message: str) -> None:
    one = Finding(path, WHOLE_FILE, "DOC001", "error", message, message, "")
    text = junit.render(report(Judged("worktree"), 1, [one]), {}.get, {})
    assert text.isascii()
    assert len(ET.fromstring(text).findall(".//failure")) == 1
