"""Counts of what a graph contains."""
