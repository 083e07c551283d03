"""The differences between two graphs by thing, and the saved answers that change."""
