"""The departments."""
