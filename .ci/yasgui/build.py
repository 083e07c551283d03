"""Copies the SPARQL editor YASGUI, as package-lock.json names it, to the assets of the pages, with its licences.

    python .ci/yasgui/build.py

It needs npm. What it writes is kept in the repository, so that nothing is fetched when a package is built or a page is
shown; a test holds the files against SHA256SUMS.
"""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
TO = HERE.parents[1] / "src" / "ilrs_graph" / "pages" / "assets" / "yasgui"
FILES = ("yasgui.min.js", "yasgui.min.css")


def main() -> None:
    """Install the packages of the lock file, and write the assets."""
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    TO.mkdir(exist_ok=True)
    for name in FILES:
        (TO / name).write_bytes((MODULES / "@zazuko" / "yasgui" / "build" / name).read_bytes())
    (TO / "LICENSES.txt").write_text(licences(), "utf-8")
    sums = (f"{sha256((TO / name).read_bytes()).hexdigest()}  {name}\n" for name in (*FILES, "LICENSES.txt"))
    (TO / "SHA256SUMS").write_text("".join(sums), "ascii")


def licences() -> str:
    """Return the licences of all packages of the lock file: the files are made of them."""
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    parts = []
    for place in sorted(filter(None, lock["packages"])):
        package = json.loads((HERE / place / "package.json").read_text("utf-8"))
        texts = sorted(path for path in (HERE / place).iterdir() if path.name.lower().startswith(("licen", "copying")))
        head = f"{package['name']} {package['version']}: {package.get('license', 'no licence stated')}"
        people = package.get("author", "")
        by = people.get("name", "") if isinstance(people, dict) else people
        texts_of = [path.read_text("utf-8", errors="replace").strip() for path in texts] or [f"By {by}" if by else ""]
        parts.append("\n\n".join([head, *filter(None, texts_of)]))
    return ("\n\n" + "-" * 80 + "\n\n").join(parts) + "\n"


if __name__ == "__main__":
    main()
