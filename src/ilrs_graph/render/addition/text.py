"""An addition or another change as text: the files that change, and below each the things with their triples."""

from __future__ import annotations

from collections.abc import Iterator

from ...editing.add import Addition
from ...namespaces import compact
from ..colours import by_mark
from ..counted import counted
from ..options import Options


def write(addition: Addition, _: Options) -> str:
    """Return a line for each file, and an indented one for each thing in it."""
    return "".join(_lines(addition))


def _lines(addition: Addition) -> Iterator[str]:
    for change in addition.changes:
        yield f"data/{change.name}{' (new file)' if change.before is None else ''}\n"
        for thing in change.things:
            count, gone = (sum(t.subject == thing for t in some) for some in (change.added, change.removed))
            label = (addition.labels or {}).get(thing, "")
            name = compact(thing.value)
            shown = f"{label}  {name}" if label and not name.endswith(f":{label}") else name
            yield f"  {shown}: {_counts(count, gone)}\n"


def _counts(added: int, removed: int) -> str:
    if not removed:
        return counted(added, "triple")
    return f"{counted(removed, 'triple')} removed" + (f", {added} added" if added else "")


def diff_text(addition: Addition, options: Options) -> str:
    """Return the unified diff of the files that change, with added lines in green and removed ones in red."""
    lines = addition.diff.removesuffix("\n").split("\n") if addition.diff else ()
    return "".join(f"{by_mark(line, line[:1], options.colours)}\n" for line in lines)


def totals(addition: Addition) -> str:
    """Return how many files, things and triples change; the stamp's triples count, and the stamp is no thing."""
    files = len(addition.changes)
    added, removed = (
        sum(map(len, some)) for some in zip(*((c.added, c.removed) for c in addition.changes), strict=True)
    )
    changed = (change for change in addition.changes if not change.name.startswith("edits/"))
    things = {thing for change in changed for thing in change.things}
    return f"{counted(files, 'file')}: {counted(len(things), 'thing')}, {_counts(added, removed)} with the stamp"
