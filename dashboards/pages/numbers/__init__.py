"""How these numbers are made."""
