"""Issues of newsletters, and their mail."""
