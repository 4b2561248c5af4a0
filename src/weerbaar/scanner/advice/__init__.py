"""Floor 4: from a finding to plain words. The texts stand beside each check, in both languages."""
