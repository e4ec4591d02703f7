"""A letter made into its items."""
