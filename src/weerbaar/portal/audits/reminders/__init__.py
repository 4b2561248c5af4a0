"""Reminders of a scheme: when each is due, and that each is sent once."""
