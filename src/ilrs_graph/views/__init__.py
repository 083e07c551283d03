"""Triples by pattern, wherever they are kept."""
