"""The JSON layout of all formats: indented by two, in UTF-8, keys in the order of the result."""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any) -> str:
    """Return plain values as a JSON document with a line end.

    >>> json_text(["嫦娥"])
    '[\\n  "嫦娥"\\n]\\n'
    """
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
