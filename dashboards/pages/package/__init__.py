"""One decision package."""
