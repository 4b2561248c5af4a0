"""Patterns for meetings: what to talk about, and for how long."""
