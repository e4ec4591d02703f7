"""Finding letters in folders, zip files and mailboxes."""
