"""What changed from one book to another."""
