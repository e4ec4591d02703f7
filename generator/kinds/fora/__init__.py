"""Forums, with their yearly reports and plans."""
