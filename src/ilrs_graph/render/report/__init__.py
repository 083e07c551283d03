"""Findings of validation in the forms that people, editors and build servers read."""
