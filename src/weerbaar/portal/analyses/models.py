"""The tables of the safety analysis."""
