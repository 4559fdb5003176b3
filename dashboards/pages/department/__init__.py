"""One department."""
