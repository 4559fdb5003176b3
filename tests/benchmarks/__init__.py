"""What things cost, as ratios to a peer in the same run. Never a test: `make bench` runs it."""
