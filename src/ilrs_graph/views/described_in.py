"""The named graph of a store that lists the files that describe each subject."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..namespaces import GRAPH_FILES

FILES = NamedNode(GRAPH_FILES)
"""The named graph."""
DESCRIBED_IN = NamedNode(GRAPH_FILES + "#describedIn")
"""The property from a subject to the name of a file."""
