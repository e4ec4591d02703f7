"""The archive as search sees it."""
