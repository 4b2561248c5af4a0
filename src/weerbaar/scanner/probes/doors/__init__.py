"""The doors to the world, handed in to probes. The address guard and the budget live here, once, for all of them."""
