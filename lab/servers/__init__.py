"""The configuration files of the real servers, one module a server."""
