"""How often, and with which examples, a property is tried: the same in every run, however slow the machine."""

from hypothesis import settings

# The same examples in every run, however slow the machine.
some = settings(max_examples=100, deadline=None, derandomize=True, database=None)
many = settings(some, max_examples=300)
