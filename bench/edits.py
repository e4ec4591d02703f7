"""Edit a site at random, build after each edit; the last build must be what one from nothing gives, byte for byte.

usage: python bench/edits.py [--sequences 500] [--seed 1]

A sequence is two to six edits: documents written, changed, moved, put away and taken back, editions, events, registers,
settings, pictures and the day of the build.  Some builds between have errors, some are of another day, some use other
processes.  Shown are sequences, builds, builds that the content stopped, and what was not the same.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

# A file beside this one has the name of a package.
sys.path[0] = str(Path(__file__).parent.parent)

from generator.base.problems import BuildFailed
from generator.stages import contents
from tests.driver import TODAY, SiteTest
from tests.foreign import PNG

WORDS = (
    *("henvisning", "tilvising", "epikrise", "legevakt", "blodprøvesvar", "gastroskopi", "fastlegen", "sjukehuset"),
    *("ventetid", "svangerskap", "barn", "diabetes", "ny", "rutine", "frist", "møte", "1000 mg", "10<sup>9</sup>/l"),
)
Edit = Callable[[SiteTest, random.Random], None]


def text(chance: random.Random) -> str:
    """Make a body, sometimes with points, a table, a note or a link."""
    lines = [" ".join(chance.choices(WORDS, k=chance.randrange(3, 30))).capitalize() + "." for _ in range(3)]
    extra = ("#### Under", "| A | B |\n|---|---|\n| 1 | 2 |", "Se[^1].\n\n[^1]: Note.", "~~gammelt~~")
    return "\n\n".join([lines[0], chance.choice(extra), *lines[1:]])


def title(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS[:-2], k=3)).capitalize()


def published(site: SiteTest) -> list[Path]:
    found = sorted((site.folder / "content/nyheter").rglob("*.md"))
    return [one for one in found if "draft: true" not in one.read_text("utf-8")]


def item(site: SiteTest, chance: random.Random) -> None:
    number = chance.randrange(6)
    others = [one.stem for one in published(site) if one.stem != f"sak-{number}"]
    fields: dict[str, object] = {
        "draft": chance.choice((None, None, None, "true")),
        "replaces": chance.choice((None, None, f"[nyheter/2026/{chance.choice(others)}]" if others else None)),
        "aliases": chance.choice((None, None, f"[gammel/{number}.html]")),
        "municipalities": chance.choice((None, "[horten]")),
        "lang": chance.choice((None, "nn")),
        "withdrawn": chance.choice((None, None, None, "{date: 2026-11-20, reason: Feil.}")),
    }
    day = f"2026-{chance.randrange(1, 13):02}-0{chance.randrange(1, 9)}"
    site.item(f"nyheter/2026/sak-{number}", text(chance), title=f'"{title(chance)}"', date=day, **fields)


def moved(site: SiteTest, chance: random.Random) -> None:
    found = sorted((site.folder / "content/nyheter").rglob("*.md"))
    if found:
        old = chance.choice(found)
        new = old.with_name(f"flyttet-{chance.randrange(3)}.md")
        old.rename(new)
        data = new.read_text("utf-8").replace("---\n", f"---\naliases: [nyheter/2026/{old.stem}.html]\n", 1)
        new.write_text(data.replace(data[4 : data.index("\n", 4) + 1], "", data[5:].count("aliases:")), "utf-8")


def gone(site: SiteTest, chance: random.Random) -> None:
    found = sorted((site.folder / "content").rglob("*.md"))
    if len(found) > 1:
        chance.choice(found).unlink()


def edition(site: SiteTest, chance: random.Random) -> None:
    series, year = chance.choice("ab"), chance.randrange(2019, 2027)
    site.file(f"content/anbefalinger/{series}/serie.yml", f"title: Serie {title(chance)}\nowner: siv\n")
    body = "\n\n".join(f"## {n} {chance.choice(WORDS[:8])}\n\n{text(chance)}" for n in range(1, chance.randrange(2, 6)))
    site.document(f"anbefalinger/{series}/{year}", body, title=f"Utgave {year}", valid_from=f"{year}-01-01")


def event(site: SiteTest, chance: random.Random) -> None:
    day = TODAY + timedelta(days=chance.randrange(-60, 60))
    fields = {"title": title(chance), "starts": f"{day} 1{chance.randrange(10)}:00", "sender": "siv"}
    fields |= {"topics": "[gastro]", "type": "emnekurs", "place": "Tønsberg"}
    site.document(f"arrangementer/2026/kurs-{chance.randrange(3)}", text(chance), **fields)


def issue(site: SiteTest, chance: random.Random) -> None:
    found = published(site)
    items = ", ".join(f"nyheter/2026/{one.stem}" for one in chance.sample(found, min(2, len(found))))
    site.document("nyhetsbrev/2026/nr-1", "Hei.", title="Nr. 1", date="2026-11-02", sender="siv", items=f"[{items}]")


def register(site: SiteTest, chance: random.Random) -> None:
    name = chance.choice(("Horten kommune", "Horten", "Kommunen"))
    site.file(
        "content/registre/organisasjoner.yml", f"- {{id: siv, name: Sykehuset}}\n- {{id: horten, name: {name}}}\n"
    )
    site.file("content/registre/kommuner.yml", f"- {{id: horten, name: {name}}}\n")
    site.file(
        "content/registre/synonymer.yml", "- {{id: a, name: {}, synonyms: [{}]}}\n".format(*chance.sample(WORDS[:8], 2))
    )


def setting(site: SiteTest, chance: random.Random) -> None:
    name, mail = chance.choice(("Prøvearkiv", "Arkivet")), chance.choice(("", "mail_address: a@siv.example.no\n"))
    language = chance.choice(("nb", "nn"))
    site.file(
        "site_config.yml",
        f"site_name: {name}\nbase_url: https://arkiv.example.no/\nlanguage: {language}\n{mail}",
    )


def picture(site: SiteTest, chance: random.Random) -> None:
    site.file("content/nyheter/2026/kart.png", PNG + bytes(chance.randrange(3)))
    site.item("nyheter/2026/med-kart", f"![Kart](kart.png)\n\n{text(chance)}")


def broken(site: SiteTest, chance: random.Random) -> None:
    site.item("nyheter/2026/sak-0", f"<script>{chance.random()}</script>")


EDITS: tuple[Edit, ...] = (
    *(item, item, item, moved, gone, edition, edition, event, issue, register, setting, picture, broken),
)


def sequence(folder: Path, number: int, counts: Counter[str]) -> str:
    """Do one sequence; gives what was not the same, or nothing."""
    chance = random.Random(number)
    site = SiteTest(folder / "n").file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n")
    day, done = TODAY, list[str]()
    item(site, chance)
    for _ in range(chance.randrange(2, 7)):
        edit = chance.choice(EDITS)
        edit(site, chance)
        done.append(edit.__name__)
        # Else a page that is gone is an error.
        ledger(site).unlink(missing_ok=True)
        day = chance.choice((TODAY, TODAY, TODAY + timedelta(days=chance.randrange(-40, 40))))
        build(site, day, counts, jobs=2 if chance.random() < 0.02 else 1)
    mended(site)
    ledger(site).unlink(missing_ok=True)
    last = build(site, day, counts)
    ledger(site).unlink(missing_ok=True)
    shutil.rmtree(site.folder / ".fagarkiv")
    anew = build(site, day, counts, output="ren")
    counts["compared"] += last is not None
    if last != anew:
        differ = [url for url in {*(last or ()), *(anew or ())} if (last or {}).get(url) != (anew or {}).get(url)]
        return f"{number}: {done}: {sorted(differ)[:5]}"
    return ""


def mended(site: SiteTest) -> None:
    """Take away what can't be published, so that there is something to compare."""
    for problem in site.check(TODAY):
        if problem.severity == "error" and problem.path.endswith(".md"):
            (site.folder / problem.path).unlink(missing_ok=True)


def ledger(site: SiteTest) -> Path:
    return site.folder / "content/registre/adresser.txt"


def build(
    site: SiteTest, day: date, counts: Counter[str], *, jobs: int = 1, output: str = "site"
) -> dict[str, bytes] | None:
    """Build; gives nothing where the content has errors."""
    counts["builds"] += 1
    try:
        return site.build(day, jobs=jobs, output=output).bytes()
    except BuildFailed:
        counts["stopped"] += 1
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    contents._WORTH_KEEPING = 1  # else so few stamps are not remembered
    counts, wrong = Counter[str](), 0
    for number in range(options.sequences):
        with tempfile.TemporaryDirectory() as name:
            said = sequence(Path(name), options.seed * 100_000 + number, counts)
        if said:
            wrong += 1
            print(said, flush=True)
        if number % 100 == 99:
            print(f"{number + 1} …", flush=True)
    print(f"{options.sequences} sequences, {dict(counts)}, {wrong} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
