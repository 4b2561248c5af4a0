"""Floor 4: findings and weights to a score. Weights are data: `policies/*.toml`, versioned."""
