"""A thing described: every fact with its source and date, and sources as citations."""
