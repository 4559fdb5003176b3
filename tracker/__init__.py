"""What joins plans and budgets, and everything that remembers."""
