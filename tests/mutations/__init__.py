"""Changes to real budgets that a careful reader could see, and how many of them the importers notice."""
