"""Area: the secure connection of the website."""
