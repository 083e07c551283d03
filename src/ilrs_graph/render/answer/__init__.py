"""The answer to a saved question, with its sources and what is known of its completeness."""
