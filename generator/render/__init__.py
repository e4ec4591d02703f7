"""Pages made into bytes; what knows the theme."""
