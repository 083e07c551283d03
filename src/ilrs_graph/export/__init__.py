"""What an export holds, and byte-stable writers of the syntaxes of RDF beside Turtle."""
