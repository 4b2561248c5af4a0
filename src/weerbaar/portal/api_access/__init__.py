"""How a provider's own systems come in and are told: tokens with scopes, and addresses that hear of events."""
