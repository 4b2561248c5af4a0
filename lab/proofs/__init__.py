"""Independent proof that the lab shows what its table says, by tools that know nothing of the scanner."""
