"""What templates and feeds say in words, in the language of one site."""

from generator.model.lineage import Comparison
from generator.pages.cards import Key
from generator.render.translations import moments, translator, written_day


class Wording:
    """The words of one language; days are given as ISO 8601."""

    def __init__(self, language: str) -> None:
        self.translate = translator(language)
        self.day = written_day(language)
        self.moments = moments(language)

    def label(self, text: str | Key) -> str:
        """Give a text itself, or the wording that a key names."""
        return self.translate(text.key) if isinstance(text, Key) else text

    def edition(self, name: str) -> str:
        """Name an edition: by its number or year, or in quotation marks."""
        return self.translate("edition_numbered", name=name) if name[:1].isdigit() else f"«{name}»"

    def point(self, label: str) -> str:
        """Name a point: by its number, or as it is called."""
        return self.translate("point_numbered", number=label) if label[:1].isdigit() else label

    def counted(self, compared: Comparison) -> str:
        """Say how many points of each sort have changed, in one line."""
        parts = [(name, count) for name, count in compared.counts._asdict().items() if count]
        said = [self.translate(f"sum_{name}{'_one' if count == 1 else ''}", count=count) for name, count in parts]
        if said:
            noun = self.translate("sum_point" if parts[0][1] == 1 else "sum_points")
            said[0] = said[0].replace(str(parts[0][1]), f"{parts[0][1]} {noun}", 1)
        if compared.introduction:
            said.append(self.translate("sum_introduction"))
        line = ", ".join(said) or self.translate("sum_nothing")
        return line[0].upper() + line[1:]
