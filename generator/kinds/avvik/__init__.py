"""Deviations, and how far recommendations cover them."""
