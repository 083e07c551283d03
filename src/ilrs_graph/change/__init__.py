"""Incremental update: the inferred triples that a change of asserted triples adds and removes."""
