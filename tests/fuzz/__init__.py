"""Damaged and hostile files, and how the program takes them: `make fuzz`."""
