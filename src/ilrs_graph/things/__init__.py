"""Descriptions of things: every fact with its source and date, and sources as citations."""
