"""Joinery of the web edition."""
