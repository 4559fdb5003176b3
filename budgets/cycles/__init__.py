"""The budget cycles that come with the product."""
