"""Markdown made into safe HTML, and what is read from its tree."""
