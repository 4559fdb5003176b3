"""Values in, component out: what pages are put together from. No ids are made up here."""
