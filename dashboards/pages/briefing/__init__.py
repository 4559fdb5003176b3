"""What leadership asks before the budget."""
