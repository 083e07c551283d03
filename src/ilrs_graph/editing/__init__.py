"""Changing the data: the one door in, and the care that every file of a change arrives or none."""
