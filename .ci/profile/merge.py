"""Print the modules of the ontology as one Turtle file without imports, for a profile check."""

from ilrs_graph.export import write_turtle
from ilrs_graph.sources import Root, parse_file

IMPORTS = "http://www.w3.org/2002/07/owl#imports"
modules = (triple for path in Root.find(".").axioms for triple in parse_file(path))
print(write_turtle(triple for triple in modules if triple.predicate.value != IMPORTS), end="")
