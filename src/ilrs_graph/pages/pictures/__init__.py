"""Pictures of pages as SVG, each drawn from plain records; a table beside each says the same."""
