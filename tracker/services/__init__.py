"""Use cases: permission, change, commit, in that order; and the read side."""
