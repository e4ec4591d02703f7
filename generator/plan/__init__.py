"""The site map: every page, before any is made."""
