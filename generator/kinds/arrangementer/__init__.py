"""Events: what is to come and what was, with their calendars."""
