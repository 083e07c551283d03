"""What a graph holds, in numbers."""
