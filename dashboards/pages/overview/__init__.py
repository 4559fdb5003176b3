"""The county on one page."""
