"""Floor 2: companies, who belongs to them in which role, and what they share with others."""
