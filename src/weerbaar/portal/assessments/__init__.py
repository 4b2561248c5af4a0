"""Floor 4: the answers of a company to a bank of questions, how they are known, and the score with its receipt."""
