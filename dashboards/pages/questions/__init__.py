"""Budget equity questions."""
