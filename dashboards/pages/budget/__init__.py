"""One budget book."""
