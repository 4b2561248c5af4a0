"""Schemes: what a trajectory has to go through, as versioned data with rules that are read, never run as code."""
