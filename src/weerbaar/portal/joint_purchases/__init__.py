"""Buying together: a park opens it, companies join by themselves, providers quote price steps."""
