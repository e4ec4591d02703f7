"""The words that kinds and the site map speak: pages, addresses, cards, lists, feeds, calendars."""
