"""A region: a hospital and two municipalities, and an association that writes to none in particular."""

from tests.driver import Built, SiteTest

SENDERS = """\
- {id: siv, name: Sykehuset i Vestfold, municipalities: [horten, larvik]}
- {id: horten, name: Horten kommune, municipalities: [horten]}
- {id: larvik, name: Larvik kommune, municipalities: [larvik]}
- {id: forening, name: Foreningen}
"""


TOPICS = """\
- {id: samhandling, name: Samhandling, name_nn: Samhandling og dialog}
- {id: gastro, name: Gastro, parent: samhandling}
- {id: kurs, name: Kurs}
"""


def in_region(site: SiteTest) -> SiteTest:
    """Give a site the senders, topics and municipalities of the region."""
    site.file("content/registre/organisasjoner.yml", SENDERS).file("content/registre/temaer.yml", TOPICS)
    return site.file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n")


OVERVIEW = "nyhetsbrev/oversikt/utsendinger.html"


def rows(built: Built, url: str = OVERVIEW) -> list[list[str]]:
    found = built.page(url).tree.xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]
