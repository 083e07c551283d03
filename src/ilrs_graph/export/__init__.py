"""Writing the graph: byte-stable Turtle and the other formats of RDF."""

from ..turtle.canonical import format_turtle
from ..turtle.writer import write_turtle
from .formats import FORMATS, format_of_path, serialise

__all__ = ["FORMATS", "format_of_path", "format_turtle", "serialise", "write_turtle"]
