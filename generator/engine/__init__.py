"""Cache, processes, lock and progress; knows no archive."""
