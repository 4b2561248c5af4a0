"""Addresses by room; `config/urls.py` puts them together."""
