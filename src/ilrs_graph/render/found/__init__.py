"""What a search finds, as text and as a table."""
