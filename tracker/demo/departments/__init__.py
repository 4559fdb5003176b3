"""What the departments of the demonstration county are made of, one file each: words and sizes, all invented."""
