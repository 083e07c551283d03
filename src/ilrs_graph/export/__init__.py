"""Writing the graph: byte-stable Turtle and the other formats of RDF."""

from ilrs_graph.export.canonical import format_turtle
from ilrs_graph.export.formats import FORMATS, format_of_path, serialise
from ilrs_graph.export.turtle import write_turtle

__all__ = ["FORMATS", "format_of_path", "format_turtle", "serialise", "write_turtle"]
