"""Surveys among the companies of an area: anonymous by construction."""
