"""The changes made by an addition."""
