"""What a change of asserted triples adds to all that follows, and takes from it."""
