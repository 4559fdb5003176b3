"""What leaves the tracker as a file, for people and for other programs."""
