"""What differs between two graphs, thing by thing, and which saved answers change."""
