"""Why a fact holds, or what is missing: a tree of facts with places and sources."""
