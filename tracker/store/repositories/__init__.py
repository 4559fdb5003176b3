"""What is kept, one subject a module; they take and give the words of the domain, never a row of a table."""
