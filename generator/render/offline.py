"""The worker that keeps pages in the browser: what knows ``theme/worker/``."""

import json
from collections.abc import Mapping

import theme
from generator.model.config import Config
from generator.pages import addresses
from generator.render.translations import translations

# For pages of other sites, which no worker of this one answers for.
_FOR_OTHERS = "fagarkiv-sok.js"
_WORDINGS = {"page": "kept_page", "search": "kept_search", "noNet": "kept_no_net", "noAnswer": "kept_no_answer"}


def worker(config: Config, statics: Mapping[str, str], shell: Mapping[str, str]) -> bytes:
    """Write the worker; ``shell`` gives the pages that it keeps from the beginning, each with a hash of its content.

    A browser takes a worker that differs from the one it has, so all that the shell needs must show in its bytes.
    Where the host does not want one, what is written ends the workers that are out there.
    """
    folder = theme.PATH / "worker"
    if not config.offline:
        return (folder / "avslutt.js").read_bytes()
    wording = translations(config.language)
    known = {
        "site": config.site_name,
        "language": config.language,
        "files": sorted(url for name, url in statics.items() if name != _FOR_OTHERS),
        "shell": shell,
        "notKept": addresses.NOT_KEPT,
        "search": addresses.SEARCH,
        "texts": {name: wording[key] for name, key in _WORDINGS.items()},
    }
    line = f"self.FAGARKIV={json.dumps(known, ensure_ascii=False, sort_keys=True)};\n"
    return line.encode() + (folder / "uten-nett.js").read_bytes()


def copy_line(config: Config, day: str) -> bytes:
    """Write the script that lets every page of a copy say that it is one, and of which day."""
    said = translations(config.language)["copy_line"].format(date=day, url=config.base_url)
    return f"window.FagarkivKopi={json.dumps(said, ensure_ascii=False)};\n".encode()
