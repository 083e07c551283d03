"""Markdown as the pages need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilrs_graph.render.markdown_text import markdown_text

__all__ = ["anchor", "cells", "chinese", "code", "fence", "markdown_text", "table", "toctree"]


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(cell.replace(chr(10), ' ') for cell in line)} |\n" for line in lines) + "\n"


def cells(*texts: str) -> list[str]:
    """Return plain texts as cells of a table."""
    return [markdown_text(text) for text in texts]


def code(text: str) -> str:
    """Return a text as code, in a table too."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def fence(language: str, text: str) -> str:
    """Return a block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n\n"


def chinese(text: str) -> str:
    """Return a paragraph in Chinese."""
    return f'<div lang="zh">\n\n{markdown_text(text.strip())}\n\n</div>\n\n' if text.strip() else ""


def toctree(*paths: str, hidden: bool = True) -> str:
    """Return the directive that puts pages into the navigation."""
    return "\n".join(["```{toctree}", *([":hidden:"] if hidden else []), "", *paths, "```", ""])


def anchor(name: str) -> str:
    """Return the target of links to what follows; names of targets have no capital letters."""
    return f"({name.lower()})=\n"
