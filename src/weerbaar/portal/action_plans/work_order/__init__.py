"""The tasks of a hand-over on paper, for a supplier who works from paper."""
