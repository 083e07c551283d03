"""SPARQL servers that hold an export of the graph: queries to them, and what is written to them."""

from __future__ import annotations

from .address import must_be_address, must_be_graph
from .endpoint import Endpoint
from .login import Login

__all__ = ["Endpoint", "Login", "must_be_address", "must_be_graph"]
