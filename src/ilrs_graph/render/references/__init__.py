"""References: their numbers in a text, and the cited sources in the formats of programs that manage references."""
