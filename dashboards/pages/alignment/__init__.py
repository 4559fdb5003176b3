"""What a book pays for."""
