"""What a change of asserted triples adds to the triples that follow, and removes from them."""
