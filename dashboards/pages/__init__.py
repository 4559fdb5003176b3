"""The pages: for each its skeleton, its pure parts and its callbacks."""
