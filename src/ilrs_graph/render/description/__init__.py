"""Every fact of a thing, with sources and dates."""
