"""The document: its policy allows its own style and script, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

from ilrs_graph.render.page import page


def test_the_policy_names_what_is_in_the_page() -> None:
    text = page("<T>", "<p>x</p>", "zh")
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in text
    assert '<html lang="zh">' in text
    assert "<title>&lt;T&gt;</title>" in text
    assert "http" not in text.replace("http-equiv", "")
