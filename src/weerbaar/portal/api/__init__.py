"""The door for programs: tokens, resources in JSON, and webhooks."""
