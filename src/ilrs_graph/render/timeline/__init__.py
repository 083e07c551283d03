"""Plans, slips and events over time."""
