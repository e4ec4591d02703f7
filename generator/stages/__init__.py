"""What worker processes do, and reading a content folder."""
