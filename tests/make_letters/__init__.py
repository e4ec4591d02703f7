"""Makes the letters in ``letters/`` and what is right for each: ``python -m tests.make_letters`` (PDFs need Chromium).

The letters are in the repository, so tests do not run this.  It is kept to change them, or to add one.
"""
