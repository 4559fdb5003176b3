"""One step a file, in order of their numbers."""
