"""Files as they lie on disk: finding them, telling whether they changed, reading text and YAML from strangers."""
