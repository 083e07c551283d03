"""The result of a SELECT: a thing is its IRI in `x` and its label in `xLabel`; a drawn table shows labels."""
