"""One module for each command with work of its own."""
