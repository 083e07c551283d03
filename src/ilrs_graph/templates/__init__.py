"""Templates: a CSV file to fill in for each kind of fact, and its conversion to triples."""

from .catalogue import TEMPLATES
from .read import Reading, described, read_csv
from .write import template_csv

__all__ = ["TEMPLATES", "Reading", "described", "read_csv", "template_csv"]
