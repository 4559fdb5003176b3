"""The only home of the database."""
