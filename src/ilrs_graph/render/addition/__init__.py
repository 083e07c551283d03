"""What an addition changes."""
