"""The shared goals."""
