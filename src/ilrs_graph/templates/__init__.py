"""Sheets to fill in: a CSV for each kind of fact, and the way back from it to triples."""

from .catalogue import TEMPLATES
from .read import Reading, described, read_csv
from .write import template_csv

__all__ = ["TEMPLATES", "Reading", "described", "read_csv", "template_csv"]
