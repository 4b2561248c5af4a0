"""Pages of a supplier who has a link and no account."""
