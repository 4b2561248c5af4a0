"""Area: services that answer to the whole internet. Looked at only with the owner's agreement."""
