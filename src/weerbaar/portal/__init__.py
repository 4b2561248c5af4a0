"""House 3: remembers, shares and guides. A Django site around the scanner."""
