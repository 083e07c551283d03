"""Results as text, tables, pictures and data: what front ends hand to people and programs."""
