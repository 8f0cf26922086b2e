"""Charts: well-formed, self-contained, hostile names harmless, gaps visible."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.views.svg_chart import chart

START = datetime(2026, 11, 23, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def points(*values):
    return [(START + timedelta(days=number), value, None) for number, value in enumerate(values)]


def test_a_gap_breaks_the_line():
    drawn = ET.fromstring(chart("p95", "ms", "<= 300", points(1, 2, None, 3, 4)))
    assert len(drawn.findall(f"{SVG}polyline")) == 2
    assert len(drawn.findall(f"{SVG}circle")) == 4
    assert len(drawn.findall(f"{SVG}line")) == 1


def test_what_misses_its_target_is_red_and_the_text_says_all_of_it():
    text = chart("p95", "ms", "<= 300", [(START, 400.0, False)])
    assert "#dc2626" in text
    assert "from 400 to 400 ms, 1 times, target &lt;= 300" in text


def test_no_name_becomes_markup():
    text = chart('"><script>alert(1)</script>', "<b>", "< 1", points(1))
    assert "<script" not in text
    ET.fromstring(text)


@given(
    st.text(max_size=30), st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=20)
)
def test_any_chart_is_well_formed_and_asks_nobody(title, values):
    text = chart(title, "", "", points(*values))
    for element in ET.fromstring(text).iter():
        assert element.tag.startswith("{http://www.w3.org/2000/svg}")
        assert not [name for name in element.attrib if name.endswith("href")]
        asked = " ".join(value for name, value in element.attrib.items() if name != "aria-label")
        assert not re.search(r"url\(|https?:", asked)
    assert "inf" not in text.replace(title, "")
    assert "\n" not in text
