"""A thing for people."""
