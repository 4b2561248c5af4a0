"""Meetings of those who work for an area: agenda, decisions, minutes."""
