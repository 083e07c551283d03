"""An answer as Apache Parquet: the typed columns of its DataFrame, written by pyarrow.

The metadata of the file has the question, and the note on completeness. The same answer gives the same bytes with one
version of pyarrow, which writes its name into the file.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ...errors import MissingDependency
from ...questions.answer import Answer
from ..language import in_language
from ..options import Options


def write(answer: Answer, options: Options) -> bytes:
    """Return the answer as Parquet.

    Raises:
        MissingDependency: pyarrow or pandas is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        tip = "pip install 'ilrs-graph[parquet]'"
        raise MissingDependency("Parquet needs pyarrow, which is not installed", tip=tip) from error
    answer, _ = in_language(answer, options)
    found = answer.to_pandas()
    columns = {name: _array(pyarrow, found[name]) for name in found.columns}
    about = {"question": answer.question.question, "slug": answer.question.slug, "note": answer.note}
    table = pyarrow.table(columns).replace_schema_metadata(about)
    out = BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def _array(pyarrow: Any, column: Any) -> Any:
    """Return a column; one of several kinds as text, and lists of IRIs and addresses as lists."""
    if column.name in ("evidence", "sources"):
        return pyarrow.array([list(cell) for cell in column], pyarrow.list_(pyarrow.string()))
    if str(column.dtype) == "object":
        texts = [None if absent else str(cell) for cell, absent in zip(column, column.isna(), strict=True)]
        return pyarrow.array(texts, pyarrow.string())
    return pyarrow.Array.from_pandas(column)
