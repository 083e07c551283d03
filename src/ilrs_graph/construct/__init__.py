"""Direct facts: ordered SPARQL CONSTRUCT rules, and the graph as it was known on a day."""
