"""What the county pays for: periods, phases, lines and books. Pure domain."""
