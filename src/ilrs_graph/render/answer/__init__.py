"""The answer to a saved question, with its sources and its completeness."""
