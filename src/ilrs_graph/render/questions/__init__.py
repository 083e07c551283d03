"""The list of the saved questions."""
