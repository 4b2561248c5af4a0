"""Area: reachable over IPv6 as well."""
