"""Floor 5: what a company does about its findings and answers, by whom, until when, and the proof that it was done."""
