"""Drafts and the record of what was imported."""
