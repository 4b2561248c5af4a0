"""Figures about an area from outside: police, accidents, fire brigade, water. Imported from files."""
