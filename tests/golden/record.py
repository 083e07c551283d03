"""Record what the command line prints over the frozen root, and hold later runs against it.

    python tests/golden/record.py            record anew: run it, read the difference, give the reason in the commit
    python tests/golden/record.py usage      record only the cases whose names begin so
    python tests/golden/record.py --check    compare, and list the cases that differ
    python tests/golden/record.py --whole D  write every output whole to the folder D: two such folders can be compared
                                             where a golden keeps only a hash

Every case of `cases.py` is run in a copy of `root/`, in this process unless the case asks for one of its own. A golden
is a section of a file in `expected/`: exit code and stdout, of a long output its hash, size and beginning. Beside them,
so that a change of wording alone leaves the others as they are: `messages` holds what went to stderr, `findings` the
places and codes of findings without their texts, `proofs` the steps of explanations without theirs, and `api` the
public Python names.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
for folder in (HERE.parent, HERE):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from api import public_names  # noqa: E402
from cases import AFTER, AS_OF, CASES, DAYS, FORMAT, INPUTS, ROOT, Case, case  # noqa: E402

from command_line import as_process, called  # noqa: E402
from hang_limit import HANG_S  # noqa: E402

EXPECTED = HERE / "expected"
LONGEST = 20_000
"""Bytes of stdout that are kept whole; of a longer one, a hash."""
LONGEST_OF = {"json": 2_000, "svg": 0, "html": 0, "dot": 0, "nt": 0, "nq": 0, "rdfxml": 0, "jsonld": 0}
"""The same for formats that repeat what another golden of the same words shows."""
SHOWN = 5
"""Lines of a long output that are shown as a hint."""

BESIDE = ("messages", "findings", "proofs")
"""Goldens of a case that are kept in files of their own, under the id of the case."""

Sections = dict[str, dict[str, str]]
"""File of `expected/` to name of the section to its text."""


# running


@dataclass(frozen=True)
class Place:
    """A folder with a copy of the root, the inputs below `in/`, the changed root `after/`, and a cache."""

    folder: Path

    @property
    def root(self) -> Path:
        """The copy of the root, where every case runs."""
        return self.folder / "root"

    @cached_property
    def environment(self) -> dict[str, str]:
        """The environment of every case: nothing of the user's reaches an output."""
        own = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ILRS_GRAPH_USER", "ILRS_GRAPH_ROOT")
        kept = {name: value for name, value in os.environ.items() if name not in own and not name.startswith("GIT_")}
        return {
            **kept,
            "ILRS_GRAPH_CACHE": str(self.folder / "cache"),
            "ILRS_GRAPH_QUIET": "1",
            "COLUMNS": "110",
            "LINES": "24",
            "GIT_CEILING_DIRECTORIES": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def ready(self) -> Place:
        """Copy what the cases need, and build the snapshots, so that no case does."""
        shutil.copytree(ROOT, self.root)
        shutil.copytree(INPUTS, self.root / "in")
        after = self.root / "after"
        shutil.copytree(ROOT, after)
        for name, old, new in AFTER:
            text = (after / name).read_text("utf-8")
            if old not in text:
                raise ValueError(f"{name} does not hold {old!r}: correct AFTER in cases.py")
            (after / name).write_text(text.replace(old, new), encoding="utf-8", newline="")
        for words in (
            ["query", "ASK {}"],
            *(["query", "ASK {}", AS_OF, day] for day in DAYS),
            ["check", "in/check/good.ttl"],
        ):
            run(case("", "", *words), self)
        return self


@dataclass(frozen=True)
class Outcome:
    """What a command line did."""

    code: int
    out: bytes
    err: str


def run(case: Case, place: Place) -> Outcome:
    """Run a case."""
    given = (place.root / case.stdin).read_bytes() if case.stdin else b""
    code, out, err = (_process if case.process else _call)(case.words, given, place)
    for path in (str(place.root), str(place.root.resolve())):
        out, err = out.replace(path.encode(), b"ROOT"), err.replace(path.encode(), b"ROOT")
    return Outcome(code, out, err.decode())


def _process(words: tuple[str, ...], given: bytes, place: Place) -> tuple[int, bytes, bytes]:
    command = [sys.executable, "-m", "ilrs_graph", *words]
    done = subprocess.run(
        command, input=given, cwd=place.root, env=place.environment, capture_output=True, check=False, timeout=HANG_S
    )
    return done.returncode, done.stdout, done.stderr


def _call(words: tuple[str, ...], given: bytes, place: Place) -> tuple[int, bytes, bytes]:
    code, out, err = called(words, given, place.root, place.environment)
    return code, out, err.encode()


# goldens


def sections(case: Case, done: Outcome) -> Sections:
    """Return what is kept of an outcome: the texts by file and section."""
    form = next((b for a, b in zip(case.words, case.words[1:], strict=False) if a == FORMAT), "")
    found = {case.group: {case.name: f"exit {done.code}\n{_kept(done.out, form)}"}}
    if done.err:
        found["messages"] = {case.id: done.err}
    if form == "json" and done.out and case.group in _WITHOUT_WORDS:
        name, digest = _WITHOUT_WORDS[case.group]
        found[name] = {case.id: "".join(f"{line}\n" for line in digest(json.loads(done.out)))}
    return found


def _kept(out: bytes, form: str) -> str:
    """Return stdout, or where it is long its hash, size and first lines."""
    if len(out) <= LONGEST_OF.get(form, LONGEST):
        text = out.decode()
        return text if text.endswith("\n") or not text else f"{text}\n\\ no newline at the end\n"
    lines = out.decode().splitlines()
    size = f"{len(out)} bytes, {len(lines)} lines" + _triples(out, form)
    hint = "".join(f"| {line[:160]}\n" for line in lines[:SHOWN])
    return f"sha256 {hashlib.sha256(out).hexdigest()}\n{size}\n{hint}"


def _triples(out: bytes, form: str) -> str:
    """Return how many triples an export holds, in words."""
    from pyoxigraph import RdfFormat, parse

    syntax = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG,
              "rdfxml": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}.get(form)  # fmt: skip
    return "" if syntax is None else f", {sum(1 for _ in parse(out, format=syntax))} triples"


def _findings(report: dict[str, Any]) -> Iterator[str]:
    for f in report["findings"]:
        yield " ".join(str(f[key]) for key in ("severity", "kind", "code", "file", "line", "column", "focus", "path"))


def _proofs(explanation: dict[str, Any]) -> Iterator[str]:
    """Yield the steps of an explanation or of the rows of an answer, without the words."""
    yield f"holds: {explanation['holds']}"

    def steps(node: dict[str, Any], depth: int) -> Iterator[str]:
        places = " ".join(sorted(json.dumps(place, sort_keys=True) for place in node["places"]))
        yield f"{'  ' * depth}{node['kind']} {node['holds']} {node['curies']} {node['rule']} {places}"
        for premise in node["premises"]:
            yield from steps(premise, depth + 1)

    for tree in explanation["trees"]:
        yield from steps(tree, 1)


_WITHOUT_WORDS: Mapping[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
    "check": ("findings", _findings),
    "explain": ("proofs", _proofs),
}


# files of goldens

_MARK = "==== "


def written(texts: Mapping[str, str]) -> str:
    """Return the file of some sections."""
    for name, text in texts.items():
        if any(line.startswith(_MARK) for line in text.splitlines()):
            raise ValueError(f"{name}: a line begins as the title of a section does")
    return "".join(f"{_MARK}{name}\n{text}" for name, text in texts.items())


def read(path: Path) -> dict[str, str]:
    """Return the sections of a file of goldens."""
    parts = re.split(rf"^{_MARK}(.*)\n", path.read_bytes().decode(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def expected() -> Sections:
    """Return all goldens."""
    return {path.relative_to(EXPECTED).with_suffix("").as_posix(): read(path) for path in EXPECTED.rglob("*.txt")}


def differences(found: Sections, goldens: Sections, case: Case) -> list[str]:
    """Return, for each golden of a case that is another now, its name and the first lines that differ."""
    named = {file: set(texts) for file, texts in found.items()}
    for file in BESIDE:
        if case.id in goldens.get(file, {}):
            named.setdefault(file, set()).add(case.id)
    wrong = []
    for file, names in named.items():
        for name in names:
            before, now = goldens.get(file, {}).get(name), found.get(file, {}).get(name)
            if before != now:
                wrong.append(f"expected/{file}.txt, section {name!r}:\n{first_difference(before, now)}")
    return wrong


def first_difference(before: str | None, now: str | None, most: int = 6) -> str:
    """Return the first lines that differ, - as recorded and + as now."""
    if before is None or now is None:
        return "  is not recorded" if before is None else "  is recorded, and there is nothing now"
    old, new = before.splitlines(), now.splitlines()
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    lines = [f"  line {same + 1}:"]
    lines += [f"  {sign} {line[:300]}" for sign, all_ in (("-", old), ("+", new)) for line in all_[same : same + most]]
    return "\n".join(lines)


# the script


def names(place: Place) -> dict[str, str]:
    """Return the sections of the public Python names."""
    with as_process(["ilrs-graph"], b"", place.root, place.environment):
        return public_names(place.root)


def names_that_differ(place: Place, goldens: Sections) -> list[str]:
    """Return the sections of public Python names that are others now, with the first lines that differ."""
    before, now = goldens["api"], names(place)
    return [
        f"expected/api.txt, section {name!r}:\n{first_difference(before.get(name), now.get(name))}"
        for name in {**before, **now}
        if before.get(name) != now.get(name)
    ]


def recorded(place: Place, cases: Iterable[Case], whole: Path | None = None) -> Sections:
    """Run cases and return their goldens; with `whole`, write each output there too."""
    found: Sections = {}
    for each in cases:
        done = run(each, place)
        for file, texts in sections(each, done).items():
            found.setdefault(file, {}).update(texts)
        if whole is not None:
            target = whole / re.sub(r"[^\w.=-]+", "_", each.id)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(done.out + done.err.encode())
    return found


def joined(old: Sections, new: Sections, anew: Iterable[Case]) -> Sections:
    """Return all goldens, in the order of the table: of the cases recorded anew the new ones, of others the old."""
    places = {(file, name): None for case in CASES for file, name in _names_of(case)}
    known = {(case.group, case.name) for case in anew} | {(file, case.id) for case in anew for file in BESIDE}
    found: Sections = {"api": new.get("api", old.get("api", {}))}
    for file, name in places:
        text = (new if (file, name) in known else old).get(file, {}).get(name)
        if text is not None:
            found.setdefault(file, {})[name] = text
    return found


def _names_of(case: Case) -> Iterator[tuple[str, str]]:
    yield case.group, case.name
    yield from ((file, case.id) for file in BESIDE)


def versions() -> str:
    """Return the libraries whose texts reach the goldens, with their versions."""
    from importlib.metadata import version

    return "".join(f"{name} {version(name)}\n" for name in ("click", "pyoxigraph", "pyshacl", "pyshifty"))


def main() -> int:
    """Record, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "only", nargs="*", help="only the cases whose names begin so, such as usage or ask/open; or api"
    )
    parser.add_argument("--check", action="store_true", help="compare with what is recorded, and write nothing")
    parser.add_argument("--whole", type=Path, metavar="FOLDER", help="write every output whole to FOLDER")
    parser.add_argument("--into", type=Path, metavar="FOLDER", default=EXPECTED, help="record into another folder")
    given = parser.parse_args()
    chosen = [each for each in CASES if not given.only or each.id.startswith(tuple(given.only))]
    with_names = not given.only or "api" in given.only
    with tempfile.TemporaryDirectory(prefix="ilrs-graph-golden-") as folder:
        place = Place(Path(folder).resolve()).ready()
        if given.check:
            goldens = expected()
            wrong = names_that_differ(place, goldens) if with_names else []
            for each in chosen:
                wrong += differences(sections(each, run(each, place)), goldens, each)
            print("\n".join([*wrong, f"{len(wrong)} goldens differ"]))
            return 1 if wrong else 0
        new = recorded(place, chosen, given.whole)
        if with_names:
            new["api"] = names(place)
    _write(given.into, joined(expected(), new, chosen))
    return 0


def _write(folder: Path, found: Sections) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for file, texts in found.items():
        path = folder / f"{file}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(texts).encode())
    (folder / "versions").write_text(versions(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
