"""Writes of this app, one verb a file."""
