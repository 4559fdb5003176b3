"""Tests: those of a package stand in the folder of its name, the rest by what they hold to."""
