"""The page of checks: findings under their lines."""

from __future__ import annotations

from html_document import parsed

from ilrs_graph.findings import FileRead, Finding, Report
from ilrs_graph.pages import Page, Pages, Served
from ilrs_graph.pages.check import FINDINGS, Checking, checked
from ilrs_graph.pages.render import render

READ = [FileRead("pasted", 3)]


def finding(line: int, column: int = 1, **more: str) -> Finding:
    given = {"severity": "warning", "focus": "<urn:a>", "code": "unknown-term", "message": f"Wrong in {line}.", **more}
    return Finding(**given, line=line, column=column)  # type: ignore[arg-type]


def html(pages: Pages, model: Checking) -> str:
    page = Page("/check", "check.html", "Check", model, pages.context.language)
    return render(page, pages.context, Served("/moon"))


def test_findings_stand_under_their_lines_with_two_lines_around() -> None:
    text = "\n".join(f"line {number} ;" for number in range(1, 31))
    model = checked(text, "", "", Report([finding(20, 6), finding(20), finding(4, 6), finding(0)], READ))
    assert [line.number for line in model.lines] == [0, 2, 3, 4, 5, 6, 0, 18, 19, 20, 21, 22, 0]
    fourth = model.lines[3]
    assert (fourth.before, fourth.marked, fourth.behind) == ("line ", "4", " ;")
    assert [each.finding.column for each in model.lines[9].findings] == [1, 6]
    assert [each.finding.line for each in model.elsewhere] == [0]


def test_lines_are_counted_as_parsers_count_them() -> None:
    model = checked("a\u2028b\r\nc\rd\ne", "", "", Report([finding(4)], READ))
    assert [line.marked or line.behind for line in model.lines[1:]] == ["c", "d", "e"]


def test_a_place_behind_the_text_and_long_lines_are_shown() -> None:
    assert checked("a", "", "", Report([finding(9)], READ)).lines[-1].number == 9
    (line,) = checked("x" * 5_000 + " here " + "y" * 5_000, "", "", Report([finding(1, 5_002)], READ)).lines
    assert line.marked == "here"
    assert len(line.before + line.behind) < 500


def test_more_findings_than_fit_are_counted(pages: Pages) -> None:
    model = checked("a", "", "", Report([finding(n) for n in range(1, FINDINGS + 11)], READ))
    assert model.more == 10
    assert "10 more findings are not shown" in html(pages, model)


def test_the_page_is_well_formed_escaped_and_in_both_languages(pages: Pages, chinese: Pages) -> None:
    evil = '</textarea><script>alert("1")</script>'
    model = checked(evil, evil, "turtle", Report([finding(1, 2, message=evil, remedy=evil)], READ))
    for each, word in ((pages, "1 warning"), (chinese, "1项警告")):
        text = html(each, model)
        assert "<script" not in text
        document = parsed(text)
        assert word in document.text
        (area,) = document.all("textarea")
        assert area.text == evil
        assert [form.attributes["action"] for form in document.all("form")][-1].startswith("/moon/check")


def test_nothing_wrong_is_said(pages: Pages) -> None:
    assert "Nothing is wrong with it" in html(pages, checked("a", "new.ttl", "", Report([], READ)))


def test_in_chinese_a_finding_says_of_which_kind_it_is(chinese: Pages) -> None:
    from ilrs_graph.findings import KINDS
    from ilrs_graph.language import CHINESE

    assert set(KINDS.values()) <= set(CHINESE)
    finding = Finding("violation", "<urn:a>", "term", "There is no such term.", kind="term", line=1, column=1)
    page = Page("/check", "check.html", "", checked("a", "", "", Report([finding])), "zh")
    text = parsed(render(page, chinese.context, Served())).text
    assert f"{CHINESE[KINDS['term']]}。<urn:a>: There is no such term." in text
