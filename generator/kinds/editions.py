"""What the kinds that come in editions share."""

from generator.matter import Day, FrontMatter, Line, Organisation, Text


class Edition(FrontMatter):
    """One edition: when it applies from, its label, who adopted it and why it was made."""

    valid_from: Day
    edition: Line | None = None
    adopted_by: Organisation | None = None
    change: Text | None = None
