"""Actions tied to the money that pays for them."""
