"""Newsletters in: old mail and documents become drafts in the archive."""
