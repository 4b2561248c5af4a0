"""Area: the domain name itself and the servers that answer for it."""
