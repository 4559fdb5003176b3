"""What is found where plans and budgets meet."""
