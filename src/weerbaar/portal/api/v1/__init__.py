"""The first version: one module a resource."""
