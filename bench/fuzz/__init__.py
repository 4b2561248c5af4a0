"""A longer attack on the parsers than tests have time for: random texts, led by coverage, and the clock."""
