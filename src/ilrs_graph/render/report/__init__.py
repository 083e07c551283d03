"""Validation findings as text, and in the formats of editors and build servers."""
