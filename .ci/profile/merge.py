"""Print the modules of the ontology as one Turtle file without imports, for a profile check."""

from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.turtle.writer import write_turtle

IMPORTS = "http://www.w3.org/2002/07/owl#imports"
modules = (triple for path in Root.find(".").axioms for triple in parse_file(path))
print(write_turtle(triple for triple in modules if triple.predicate.value != IMPORTS), end="")
