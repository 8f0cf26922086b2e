from governor_cli.readers.prose_playbook.sentences import Link, lines_of, prose_of


def _texts(marked):
    return [clause.text for clause in prose_of(marked, 1, ()).clauses]


def test_bold_words_and_words_before_a_colon_or_dash_lead():
    assert prose_of("\x05Intake:\x06 Monitor it. Answer.", 1, ()).lead == "Intake"
    assert prose_of("P0: everything is down", 1, ()).lead == "P0"
    assert prose_of("Duty Manager – decides", 1, ()).lead == "Duty Manager"
    assert prose_of("\x05SEV1\x06 (critical) – down", 1, ()).lead == "SEV1 (critical)"
    assert prose_of("\x05SEV1\x06 Everything is down", 1, ()).lead == "SEV1"


def test_bold_words_inside_a_sentence_do_not_lead():
    assert prose_of("\x05Never\x06 deploy on Fridays", 1, ()).lead == ""
    assert prose_of("Mon-Fri 09:00-17:00", 1, ()).lead == ""


def test_sentences_end_at_dots_and_semicolons_but_not_in_code_or_abbreviations():
    assert _texts("One thing. Another; a third. `x") == ["One thing.", "Another", "a third.", "`x"]
    assert _texts("Use \x01a. B\x02 here. Then go.") == ["Use a. B here.", "Then go."]
    assert _texts("Within 5 min. Or e.g. Later.") == ["Within 5 min. Or e.g. Later."]


def test_a_sentence_knows_its_line_its_code_and_its_links():
    prose = prose_of("First one.\nSee \x03the guide\x04./guide.md\x07 and \x01a/b.md\x02.", 7, ("Above",))
    first, second = prose.clauses
    assert (first.line, second.line) == (7, 8)
    assert second.code == ("a/b.md",)
    assert second.links == (Link("the guide", "./guide.md"),)
    assert second.above == ("Above",)


def test_lines_with_their_own_leads_are_cut_apart():
    assert lines_of("Purpose: talk.\nHours: always") == [("Purpose: talk.", 0), ("Hours: always", 1)]
    assert lines_of("one sentence over\ntwo lines") == [("one sentence over\ntwo lines", 0)]
