"""Rows in, picture out: no page, no database, no global."""
