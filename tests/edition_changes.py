"""A site whose editions differ in every way, and one in which something of every sort has changed."""

from pathlib import Path

from tests.driver import Built, Page, SiteTest

SITE = Path(__file__).parent / "sites/endringer"
SERIES = "anbefalinger/samarbeid"


def in_three_editions(folder: Path) -> Built:
    """Build a recommendation in three editions: with a point put in, one moved, one reworded, and one taken out."""
    return SiteTest.from_dir(folder, SITE).build()


def comparison(built: Built, old: str, new: str) -> Page:
    return built.page(f"{SERIES}/endringer/{old}/{new}.html")


def dated(page: Page) -> list[str]:
    return page.find("//ol[@class='fa-cards']/li/p[@class='fa-card__meta']")


def everything(site: SiteTest) -> SiteTest:
    """Make a site in which something of every sort has changed."""
    site = SiteTest.from_dir(site.folder, SITE)
    site.item("nyheter/2026/rettet", updated="[{date: 2026-11-10, change: Rettet telefonnummeret.}]")
    site.item("nyheter/2026/gammel", date="2026-01-01")
    site.item("nyheter/2026/ny", date="2026-11-12", replaces="[nyheter/2026/gammel]")
    site.item("nyheter/2026/ute", date="2026-01-01", valid_to="2026-11-14")
    return site.item("nyheter/2026/urort", lang="nn")
