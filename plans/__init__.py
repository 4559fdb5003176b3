"""What the county promised: framework, plans, actions, measures and progress. Pure domain."""
