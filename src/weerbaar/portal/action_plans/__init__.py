"""Floor 5: what a company does about it, by whom, when, and whether it was proven."""
