"""Rules across rows, one function each."""
