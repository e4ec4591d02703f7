"""A page for every document and series, and variants beside what they are variants of."""

from collections.abc import Iterator

from generator.kinds import BY_NAME
from generator.model.archive import Document
from generator.model.lineage import edition_name
from generator.pages import addresses
from generator.pages.cards import Named
from generator.pages.comparison import Side, VariantData
from generator.pages.document_page import document_data, inputs, outline
from generator.pages.page import Page, Planned, planned
from generator.pages.views import Views


def documents(views: Views) -> Iterator[Planned]:
    """Name the page of every document, and of every series, which shows the edition that applies."""
    for document in views.archive.documents.values():
        yield _document(views, document, document.url, document.matter.title)
    for series in views.archive.series.values():
        if edition := views.valid_edition(series.id):
            yield _document(views, edition, series.url, series.matter.title)


def _document(views: Views, document: Document, url: str, title: str) -> Planned:
    kind = BY_NAME[document.kind]
    details = kind.details(document, views)

    def make() -> Page:
        return Page(url, kind.template, title, document_data(views, document, details))

    return Planned(url, (title, details, inputs(views, document)), make)


def variants(views: Views) -> Iterator[Planned]:
    """Put every variant side by side with what it is a variant of."""
    for one in views.archive.variants.values():
        for edition in map(views.archive.documents.__getitem__, one):
            if base := views.archive.base(edition, views.today):
                data = VariantData(_side(views, edition), _side(views, base), _above(views, edition))
                yield planned(Page(addresses.variant_url(edition), "variant.html", edition.matter.title, data))


def _side(views: Views, edition: Document) -> Side:
    return Side(
        card=views.card(edition),
        edition=edition_name(edition),
        outline=outline(edition),
        body=edition.key.hex(),
        unpublished=views.unpublished(edition),
    )


def _above(views: Views, edition: Document) -> tuple[Named, ...]:
    """Give what lies above a page about an edition: its series, and itself."""
    series = views.archive.series[edition.series]
    return Named(series.matter.title, series.url), Named(edition_name(edition), edition.url)
