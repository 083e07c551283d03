"""Ordered SPARQL CONSTRUCT rules, which derive direct facts, and the graph as it was known on a day."""
