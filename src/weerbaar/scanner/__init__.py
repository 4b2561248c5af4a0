"""House 1: looks at a domain and judges. Knows no Django and can be used alone."""
