"""House 2: asks and scores. Knows findings by their ids, no probes, no Django."""
