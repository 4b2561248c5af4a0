"""Servers that misbehave in ways no real software can be told to."""
