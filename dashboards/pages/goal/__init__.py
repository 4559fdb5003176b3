"""One goal."""
