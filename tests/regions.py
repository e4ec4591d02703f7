"""What tests of regions share: a common text in two editions, the regions, and what one has done with it."""

from tests.driver import SiteTest

REGIONS = """
- {id: innlandet, name: Innlandet, code: INN}
- {id: nordland, name: Nordland}
- {id: ostfold, name: Østfold, organisations: [horten]}
"""
OLD = """
## 1 Henvisning

### 1.1 Skriv hva det haster med

Skriv det først.

### 1.2 Skriv hvem som skal svare

Skriv navnet på kontoret.

## 2 Epikrise

Send den samme dag.
"""
SOURCE = "sources: [{title: Referat, url: 'https://example.no/referat'}]\n"


def common_text(site: SiteTest) -> SiteTest:
    """Give a site the regions and a text that they have in common, in one edition."""
    site.file("content/registre/regioner.yml", REGIONS.lstrip())
    site.file("content/anbefalinger/felles/serie.yml", "title: Felles anbefalinger\n")
    return site.document(
        "anbefalinger/felles/2018", OLD, title="Felles, 2018", edition='"2018"', valid_from="2018-01-01"
    )


def tells(site: SiteTest, region: str, text: str, series: str = "anbefalinger/felles") -> SiteTest:
    """Write what a region has done; the region and a source are added."""
    return site.file(f"content/{series}/regioner/{region}.yml", f"region: {region}\n{text}{SOURCE}")
