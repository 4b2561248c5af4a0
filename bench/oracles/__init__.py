"""Asks independent tools about every company of the lab, and compares what they say with our findings."""
