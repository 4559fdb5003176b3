"""The budget cycle."""
