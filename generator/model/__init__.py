"""Front matter, registers, settings and the archive: what there is, and what holds on a day."""
