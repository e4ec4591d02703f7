"""What tests of editions share: a series on a site, a variant of another, and what a page is marked with."""

from hypothesis import settings

from tests.driver import Page, SiteTest

some = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def badge(page: Page) -> str:
    return " ".join(page.find("//p[@class='fa-kicker']/span"))


def series(site: SiteTest, name: str, **fields: object) -> SiteTest:
    lines = "".join(f"{field}: {value}\n" for field, value in {"title": name.capitalize(), **fields}.items())
    return site.file(f"content/anbefalinger/{name}/serie.yml", lines)


COMMON = (
    "Felles ord.\n\n## 1 Frist\n\nSamme dag.\n\n## 2 Diagnoser\n\nDen viktigste først.\n\n## 3 Vedlegg\n\nSe [1](#1)."
)
OWN = (
    "Felles ord.\n\n## 1 Frist\n\nSamme dag.\n\n## 2 Diagnoser\n\nAlle.\n\n## 4 Kontakt\n\nSe [a](../../nyheter/a.md)."
)


def variant(site: SiteTest) -> SiteTest:
    series(site, "felles", owner="siv").document(
        "anbefalinger/felles/2024", COMMON, title="F24", valid_from="2024-01-01"
    )
    series(site, "eget", owner="horten", variant_of="anbefalinger/felles").item("nyheter/a")
    endorsed = "[{organisation: horten, date: 2025-03-01, case: 25/7}]"
    return site.document("anbefalinger/eget/2025", OWN, title="E25", valid_from="2025-01-01", endorsed_by=endorsed)
