"""What needs attention, as lists."""
