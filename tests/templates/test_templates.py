"""Every template: its example holds, spreadsheets and pandas may write it, and what is wrong is said by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import ID, ONTOLOGY, PREFIXES, PROV, RDF, compact, slug
from ilrs_graph.templates import TEMPLATES, Reading, read_csv, template_csv
from ilrs_graph.templates.catalogue import template_of
from ilrs_graph.templates.dates import point, span
from ilrs_graph.templates.lookup import Lookup

KINDS = sorted(TEMPLATES)


def sheet(kind: str, *changes: Mapping[str, str]) -> bytes:
    """Return a filled sheet: the example row with changes, one row for each."""
    names = [column.name for column in TEMPLATES[kind].columns]
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    for change in changes:
        writer.writerow({**TEMPLATES[kind].example, **change})
    return text.getvalue().encode()


@pytest.fixture
def read(graph: LunarGraph) -> Callable[..., Reading]:
    return lambda content, *more: read_csv(content, "new.csv", graph.engine, *more)


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(f.message, f.remedy) for f in reading.findings]


def holds(graph: LunarGraph, triple: Triple) -> bool:
    quads = graph.snapshot.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, DefaultGraph())
    return next(quads, None) is not None


# the templates themselves


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_true_in_the_graph(kind: str, graph: LunarGraph, read: Callable[..., Reading]) -> None:
    reading = read(template_csv(TEMPLATES[kind]).encode())
    assert told(reading) == []
    assert len(reading.triples) == len(reading.places) > 5
    assert [str(t) for t in reading.triples if not holds(graph, t)] == []


@pytest.mark.parametrize(("kind", "column"), [("payload", "item"), ("agreement", "agreement")])
def test_our_translation_has_a_column_of_its_own(kind: str, column: str, read: Callable[..., Reading]) -> None:
    reading = read(sheet(kind, {column: "new-one", "translated_zh": "我们的译名"}))
    found = {(compact(t.predicate.value), str(t.object)) for t in reading.triples}
    assert ("ilrs:translatedLabel", '"我们的译名"@zh') in found
    assert not [value for prop, value in found if prop == "rdfs:label" and value.endswith("@zh")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_a_note_and_the_header_tells_the_template(kind: str) -> None:
    template = TEMPLATES[kind]
    header, notes, example = csv.reader(io.StringIO(template_csv(template)))
    assert len(header) == len(notes) == len(example) == len(set(header))
    assert all(notes)
    assert notes[0].startswith("# ")
    assert set(template.example) <= set(header)
    assert template_of(header) is template
    assert template_of(template.required) is template
    assert all(template.example[name] for name in template.required)


def as_excel(text: str) -> bytes:
    rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_libreoffice(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue().encode()


def as_tabs(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue().encode()


def as_sep_line(text: str) -> bytes:
    return b"\xef\xbb\xbfsep=;\r\n" + as_excel(text).removeprefix(b"\xef\xbb\xbf")


def as_reordered(text: str) -> bytes:
    rows = [[*row[::-1], "", ""] for row in csv.reader(io.StringIO(text))]
    rows[1] = ["" for _ in rows[1]]
    out = io.StringIO()
    csv.writer(out).writerows([*rows, [], [""] * 9])
    return out.getvalue().encode()


def as_pandas(text: str) -> bytes:
    pandas = pytest.importorskip("pandas")
    out: str = pandas.read_csv(io.StringIO(text)).to_csv()
    return out.encode()


@pytest.mark.parametrize("program", [as_excel, as_libreoffice, as_tabs, as_sep_line, as_reordered, as_pandas])
@pytest.mark.parametrize("kind", KINDS)
def test_programs_may_write_it_their_way(
    program: Callable[[str], bytes], kind: str, read: Callable[..., Reading]
) -> None:
    text = template_csv(TEMPLATES[kind])
    plain, other = read(text.encode()), read(program(text))
    assert told(other) == []
    assert set(other.triples) == set(plain.triples)


# cells


def test_a_thing_may_be_named_in_every_way(read: Callable[..., Reading]) -> None:
    wanted = set(read(sheet("contribution", {})).triples)
    for contributor in ("cnes", "agent:cnes", ID + "agent/cnes", "法国国家空间研究中心"):
        for toward in ("change-6", "mission:change-6", "Chang'e 6", "嫦娥六号"):
            for kind in ("instrument", "Instrument", "contribution-kind:instrument", "仪器"):
                row = {"contributor": contributor, "toward": toward, "kind": kind}
                reading = read(sheet("contribution", row))
                assert told(reading) == []
                assert set(reading.triples) == wanted


def test_all_bad_cells_are_told_at_once_with_near_names_and_places(read: Callable[..., Reading]) -> None:
    wrong = {"contributor": "cness", "toward": "Chang'e 66", "kind": "instrumnt", "sources": "scio-2024-07-09-chang-6"}
    reading = read(sheet("contribution", wrong, {}, {"toward": ""}))
    assert [m for m, _ in told(reading)] == [
        "Row 2, contributor: No agent is called 'cness'.",
        'Row 2, toward: No mission or programme or facility is called "Chang\'e 66".',
        "Row 2, kind: The code list contribution-kind has no concept 'instrumnt'.",
        "Row 2, sources: No source is called 'scio-2024-07-09-chang-6'.",
        "Row 4, toward: The cell is empty but required.",
    ]
    remedies = [r for _, r in told(reading)]
    assert "cnes" in remedies[0]
    assert "Chang'e 6" in remedies[1]
    assert "instrument" in remedies[2]
    assert "scio-2024-07-09-change-6" in remedies[3]
    assert [(f.line, f.column) for f in reading.findings] == [(2, 1), (2, 7), (2, 28), (2, 68), (4, 6)]
    assert len(reading.triples) == len(read(sheet("contribution", {})).triples)


@pytest.mark.parametrize(
    ("kind", "change", "remedy"),
    [
        ("agreement", {"parties": "abae, cnsa"}, "Separate several values by |: abae | cnsa."),
        ("contribution", {"agreements": "a；b"}, "Separate several values by |: a | b."),
        ("date-claim", {"modality": "plan"}, "Did you mean planned? Use one of actual, cancelled, estimated, planned"),
        ("payload", {"class": "Instrumnt"}, "Write one of Instrument, Item, PowerSource"),
    ],
)
def test_the_remedy_says_what_to_write(
    kind: str, change: dict[str, str], remedy: str, read: Callable[..., Reading]
) -> None:
    assert [told_remedy.startswith(remedy) for _, told_remedy in told(read(sheet(kind, change)))] == [True]


@pytest.mark.parametrize(("name", "meant"), [("title", "label_en"), ("Type", "class"), ("weight", "mass_kg")])
def test_a_column_by_another_name_is_understood(name: str, meant: str, read: Callable[..., Reading]) -> None:
    content = sheet("payload", {}).replace(f"{meant},".encode(), f"{name},".encode(), 1)
    (problem,) = told(read(content))
    assert problem[1] == f"Did you mean {meant}?"


def test_rows_count_as_in_a_spreadsheet_and_lines_as_in_a_text(read: Callable[..., Reading]) -> None:
    rows = ({"paraphrase_en": 'two\nlines; and a "quote"'}, {"date": "03/05/2024"})
    reading = read(sheet("date-claim", *rows))
    (finding,) = reading.findings
    assert finding.message == "Row 3, date: '03/05/2024' is not a date."
    assert finding.line == 4
    assert Literal('two\nlines; and a "quote"', language="en") in {t.object for t in reading.triples}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027", "2027-01-01", "2027-12-31"),
        ("2027-05", "2027-05-01", "2027-05-31"),
        ("2027-05-01", "2027-05-01", "2027-05-01"),
        ("2024-02~", "2024-01-01", "2024-03-31"),
        ("../2036~", None, "2037-12-31"),
        ("2027/..", "2027-01-01", None),
        ("../2030-06", None, "2030-06-30"),
        ("2018-05/2018-06", "2018-05-01", "2018-06-30"),
    ],
)
def test_dates_keep_their_precision(text: str, first: str | None, last: str | None) -> None:
    found = span(text)
    assert found.edtf == Literal(text, datatype=NamedNode(PREFIXES["edtf"] + "EDTF"))
    assert (found.first and found.first.value, found.last and found.last.value) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "/", "/..", "../", "27", "May of", "2027-13", "2023-02-29", "2028/2027", "3.5.2024", "2027.0",
     "0000", "２０２７", "2027-5", "2027/2028/2029"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    for reader in (span, point):
        with pytest.raises(ValueError, match=r"not a date|month|day"):
            reader(text)


def test_every_date_of_the_data_is_read_as_it_was_curated(graph: LunarGraph) -> None:
    rows = graph.engine.select(
        f"SELECT ?edtf ?first ?last {{ ?c <{ONTOLOGY}edtfDate> ?edtf OPTIONAL {{ ?c <{ONTOLOGY}notBefore> ?first }} "
        f"OPTIONAL {{ ?c <{ONTOLOGY}notAfter> ?last }} }}"
    )
    assert len(rows) > 300
    assert [row for row in rows if tuple(span(row[0].value)[:3]) != row] == []  # type: ignore[union-attr]


def test_a_date_in_words_is_stated_as_it_was_named(read: Callable[..., Reading]) -> None:
    words = {"date": "around the end of fiscal year 2027 of Japan", "modality": "planned", "stated_on": "2026-05-01"}
    reading = read(sheet("date-claim", words))
    assert told(reading) == []
    claim = next(t.subject for t in reading.triples if t.predicate.value == ONTOLOGY + "namedDate")
    stated = {(slug(t.predicate.value), slug(t.object.value)) for t in reading.triples if t.subject == claim}
    assert stated >= {
        ("edtfDate", "2028-06"), ("notBefore", "2027-10-01"), ("notAfter", "2028-06-30"), ("namedDate", "2027"),
        ("datePart", "end-of"), ("dateQualifier", "around"), ("fiscalYearOf", "japan"),
    }  # fmt: skip


def test_a_fiscal_year_of_no_state_is_no_date(read: Callable[..., Reading]) -> None:
    (problem,) = told(read(sheet("date-claim", {"date": "fiscal year 2027"})))
    assert "fiscal year 2027 of Japan" in problem[1]


@pytest.mark.parametrize(
    ("kind", "change", "what"),
    [
        ("payload", {"mass_kg": "4,5"}, ""),
        ("payload", {"mass_kg": "4.5 kg"}, "'4.5 kg' is not a number"),
        ("payload", {"mass_kg": "-1"}, "'-1' is not a number"),
        ("payload", {"speaker": ""}, "mass_kg is a claim, but speaker (who made it) is empty"),
        ("payload", {"class": "Instrumnt"}, "'Instrumnt' is not a valid term"),
        ("payload", {"item": "DORN (2)"}, "'DORN (2)' is not a slug"),
        ("source", {"url": "armenpress.am"}, "is not the address of a page"),
        ("source", {"language": "English"}, "'English' is not a language tag"),
        ("source", {"issued": ""}, "The page has no date"),
        ("date-claim", {"local_date": "2024-05"}, "'2024-05' is not a day"),
        ("date-claim", {"time_zone": "CST"}, "'CST' is not a time zone"),
        ("date-claim", {"subject": "agent:cnsa"}, "No event or milestone"),
        ("membership", {"announced_by": " | "}, ""),
    ],
)
def test_cells_of_each_kind(kind: str, change: dict[str, str], what: str, read: Callable[..., Reading]) -> None:
    messages = [message for message, _ in told(read(sheet(kind, change)))]
    assert (messages == []) if not what else (len(messages) == 1 and what in messages[0])


UNREADABLE = {
    "empty": (b"", "The file is empty."),
    "blank": (b"\r\n;;\r\n", "The file is empty."),
    "unknown column": (b"member,programme,label_en,announced_by,source", "no column 'source'"),
    "other sheet": (b"name,age\nAda,36\n", "no column 'name'"),
    "column twice": (b"member,member,programme,label_en,announced_by,sources", "Two columns are called 'member'."),
    "column missing": (b"member,programme,label_en,sources", "has no column announced_by"),
    "open quote": (b'member,"programme', "A quote is not closed."),
    "Latin 1": ("member,programme,é".encode("latin-1"), "is not UTF-8"),
    "UTF-16": ("member".encode("utf-16"), "The file is in UTF-16."),
}


@pytest.mark.parametrize(("content", "what"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_filled_template_is_unreadable(content: bytes, what: str, read: Callable[..., Reading]) -> None:
    reading = read(content)
    (finding,) = reading.findings
    assert what in finding.message
    assert (finding.kind, finding.file, finding.line, bool(finding.remedy)) == ("syntax", "new.csv", 1, True)
    assert reading.triples == []


def test_a_value_without_a_column_is_told(read: Callable[..., Reading]) -> None:
    content = sheet("membership", {}).rstrip() + b",and more\n"
    assert [m for m, _ in told(read(content))] == ["Row 2: 'and more' is outside the columns."]


# names of new nodes


def subjects(reading: Reading, kind: str) -> set[str]:
    return {compact(t.subject.value) for t in reading.triples if t.subject.value.startswith(f"{ID}{kind}/")}  # type: ignore[union-attr]


def test_claims_are_named_after_subject_property_speaker_and_day(
    read: Callable[..., Reading], graph: LunarGraph
) -> None:
    new = {"date": "2024-05-04", "speaker": "esa", "stated_on": "2024-05"}
    other = {**new, "date": "2024-05-05"}
    reading = read(sheet("date-claim", new, other, new))
    name = "claim:change-6-launch-event-date-esa-2024-05"
    assert subjects(reading, "claim") == {name, f"{name}-2"}
    taken = {"date": "2024-05-04"}  # the same speaker has said something else that day, which is in the graph
    assert subjects(read(sheet("date-claim", taken)), "claim") == {"claim:change-6-launch-event-date-cnsa-2024-05-03-2"}


def test_an_equal_claim_is_reused_and_keeps_its_rank(read: Callable[..., Reading], graph: LunarGraph) -> None:
    reading = read(sheet("date-claim", {"sources": "cnes-2024-05-03-launch", "paraphrase_en": ""}))
    new = [t for t in reading.triples if not holds(graph, t)]
    assert [slug(t.predicate.value) for t in new] == ["wasDerivedFrom"]
    assert "rank" not in {slug(t.predicate.value) for t in reading.triples}


def test_new_relations_are_named_after_their_ends(read: Callable[..., Reading]) -> None:
    row = {"contributor": "esa", "role": "", "joint_with": "cnsa"}
    reading = read(sheet("contribution", row, {**row, "contributor": "cnsa", "joint_with": "esa"}))
    assert subjects(reading, "contribution") == {"contribution:change-6-esa-dorn", "contribution:change-6-cnsa-dorn"}
    joint = {t.object for t in reading.triples if t.predicate.value == ONTOLOGY + "jointWith"}
    assert joint == {t.subject for t in reading.triples}
    reading = read(sheet("transfer", {"to": "esa", "date": "2026/..", "mass_kg": "0.001"}))
    assert subjects(reading, "transfer") == {"transfer:change-5-esa-2026"}
    assert "claim:change-5-esa-2026-mass-cnsa-2025-04-24" in subjects(reading, "claim")


def test_sheets_read_together_know_of_each_other(graph: LunarGraph) -> None:
    from ilrs_graph.templates import described

    source = sheet("source", {"source": "cnsa-2027-01-01-new-page"})
    lookup = Lookup(graph.engine)
    lookup.beside |= set(described(source, lookup))
    row = {"sources": "cnsa-2027-01-01-new-page", "contributor": "esa"}
    reading = read_csv(sheet("contribution", row), "a.csv", graph.engine, lookup)
    assert told(reading) == []
    new = NamedNode(ID + "source/cnsa-2027-01-01-new-page")
    assert new in {t.object for t in reading.triples if t.predicate.value == PROV + "wasDerivedFrom"}
    again = read_csv(sheet("contribution", row), "b.csv", graph.engine, lookup)
    assert again.triples == reading.triples


def test_every_row_types_its_nodes(read: Callable[..., Reading]) -> None:
    for kind in KINDS:
        triples = read(sheet(kind, {})).triples
        typed = {t.subject for t in triples if t.predicate.value == RDF + "type"}
        assert typed == {t.subject for t in triples}, kind


# check takes them


@pytest.mark.parametrize("kind", KINDS)
def test_check_finds_no_violation_in_a_template_as_it_is_written(kind: str, graph: LunarGraph, tmp_path: Path) -> None:
    path = tmp_path / "filled.csv"
    path.write_text(template_csv(TEMPLATES[kind]), encoding="utf-8")
    assert list(graph.check(path)) == []


def test_what_the_shapes_find_is_told_at_the_cell(graph: LunarGraph, tmp_path: Path) -> None:
    path = tmp_path / "filled.csv"
    path.write_bytes(sheet("transfer", {}, {"to": "cnsa", "from": "cnsa"}, {"from": "cnsaa"}))
    report = graph.check(path)
    assert [(f.code, f.line) for f in report.of("violation")] == [("CustodyTransfer-to", 3), ("cell", 4)]
    assert not report.unreadable
    path.write_bytes(b"a,b\n1,2\n")
    assert graph.check(path).unreadable


def test_a_sheet_and_turtle_know_of_each_other(graph: LunarGraph, tmp_path: Path) -> None:
    row, turtle = tmp_path / "rows.csv", tmp_path / "page.ttl"
    row.write_bytes(sheet("membership", {"sources": "new-page"}))
    assert [f.code for f in graph.check(row)] == ["cell"]
    page = {"source": "new-page", "url": "https://new.example/page"}
    text = read_csv(sheet("source", page), "", graph.engine).triples
    turtle.write_text("".join(f"{t} .\n" for t in text), encoding="utf-8")
    assert list(graph.check([row, turtle])) == []
