"""Floor 3b: judgement. One folder a check; pure functions from facts to a finding."""
