"""The demonstration county: invented, the same each time, written through our templates and read by our importers."""
