"""The table in Python, the table in the ontology, and the query of the shape say the same."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from ilrs_graph.dates import Named, bounds
from ilrs_graph.dates.table import DIRECTIONS, FISCAL_OFFSETS, PARTS, QUALIFIERS, UNITS
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.namespaces import ID, ONTOLOGY, PREFIXES, SH, SHAPES, VOCAB, slug

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
DATES = [
    "202X", "2027", "2024", *(f"2027-{code}" for code in (40, 41, 33, 34, 35, 36, 21, 22, 23, 24)),
    "2024-01", "2024-02", "2027-02", "2027-12", "2024-02-29", "2024-03-01", "2026-12-31",
]  # fmt: skip
MANY = [(), ("around",), *((d,) for d in DIRECTIONS), *(("around", d) for d in DIRECTIONS)]
CASES = [
    Named(text, part, qualifiers, state)
    for text, part, qualifiers, state in product(DATES, [None, *PARTS], MANY, [None, *FISCAL_OFFSETS])
    if len(text) < 10 or not (part or state)
]


def vocabulary(repo: Path, *schemes: str) -> Store:
    store = Store()
    for scheme in schemes:
        store.load(path=repo / "ontology" / "vocab" / f"{scheme}.ttl", format=RdfFormat.TURTLE)
    return store


def numbers(store: Store, *names: str) -> dict[str, tuple[int | None, ...]]:
    wanted = " ".join(f"OPTIONAL {{ ?c ilrs:{name} ?{name} }}" for name in names)
    rows = store.query(f"{HEAD} SELECT ?c {' '.join('?' + n for n in names)} {{ ?c a skos:Concept {wanted} }}")
    return {
        slug(row["c"].value): tuple(int(row[n].value) if row[n] else None for n in names)
        for row in rows  # type: ignore[union-attr]
    }


def test_units_are_those_of_the_ontology(repo: Path) -> None:
    found = numbers(vocabulary(repo, "date-unit"), "monthCount", "firstCode", "firstMonth", "lastDays")
    coded = {name: unit for name, unit in UNITS.items() if unit.first_code is not None}
    assert {name: found[name] for name in coded} == {name: tuple(unit) for name, unit in coded.items()}
    assert {name: row[0] for name, row in found.items()} == {name: unit.months for name, unit in UNITS.items()}


def test_parts_and_qualifiers_are_those_of_the_ontology(repo: Path) -> None:
    assert numbers(vocabulary(repo, "date-part"), "fromTwelfth", "toTwelfth") == PARTS
    assert numbers(vocabulary(repo, "date-qualifier")).keys() == set(QUALIFIERS)


def test_fiscal_years_are_those_of_the_states(repo: Path) -> None:
    states = parse_file(repo / "data" / "agents" / "states.ttl")
    found = {
        slug(t.subject.value): int(t.object.value) for t in states if t.predicate.value == ONTOLOGY + "fiscalYearOffset"
    }  # type: ignore[union-attr]
    assert found == FISCAL_OFFSETS


def claims() -> str:
    lines = [f"<{ID}agent/{state}> ilrs:fiscalYearOffset {months} ." for state, months in FISCAL_OFFSETS.items()]
    for number, named in enumerate(CASES):
        lines.append(f'<urn:{number}> ilrs:namedDate "{named.date}"^^edtf:EDTF .')
        lines += [f"<urn:{number}> ilrs:dateQualifier <{VOCAB}date-qualifier/{name}> ." for name in named.qualifiers]
        if named.part:
            lines.append(f"<urn:{number}> ilrs:datePart <{VOCAB}date-part/{named.part}> .")
        if named.fiscal_of:
            lines.append(f"<urn:{number}> ilrs:fiscalYearOf <{ID}agent/{named.fiscal_of}> .")
    return HEAD.replace("PREFIX", "@prefix").replace(">\n", "> .\n") + "\n".join(lines)


def test_the_shape_expects_the_days_that_python_computes(repo: Path) -> None:
    """Without bounds every named date is a finding, which tells the bounds that the query expects."""
    shapes = parse_file(repo / "ontology" / "shapes" / "must-dates.ttl")
    select = next(
        t.object.value  # type: ignore[union-attr]
        for t in shapes
        if t.predicate.value == SH + "select" and t.subject.value == SHAPES + "DateBounds-select"  # type: ignore[union-attr]
    )
    store = vocabulary(repo, "date-unit", "date-part")
    store.load(claims().encode(), format=RdfFormat.TURTLE)
    rows = store.query(HEAD + select.replace("$this", "?this"))
    found = {int(row["this"].value[4:]): (row["first"].value, row["last"].value) for row in rows}  # type: ignore[union-attr]
    assert len(found) == len(CASES) > 3_000
    expected = {n: tuple(str(day) if day else "open" for day in bounds(named)) for n, named in enumerate(CASES)}
    assert {CASES[n]: (found[n], expected[n]) for n in found if found[n] != expected[n]} == {}
