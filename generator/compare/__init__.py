"""Points of two texts: which is which, and what was taken out and put in."""
