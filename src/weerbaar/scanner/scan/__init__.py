"""Floor 5: plans what to look at, lets the probes look, and has the facts judged. Knows no protocol."""
