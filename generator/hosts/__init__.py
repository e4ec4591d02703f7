"""Settings of web servers for one site, each written from the same rules."""
