"""Pages for the people of a service provider."""
