"""Sender, topics, and what is there already."""
