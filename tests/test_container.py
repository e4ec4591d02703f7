"""The container file: what it says nginx's settings are, tried on the real nginx as a user without rights."""

import os
import re
import subprocess
import urllib.request
from pathlib import Path

from tests import servers
from tests.command import run
from tests.driver import SiteTest

FILE = Path(__file__).parent.parent / "docs/examples/Containerfile"
NOBODY = 65534


def settings_of(text: str) -> str:
    """Give what the file writes as nginx's own settings."""
    joined = text.replace("\\\n", " ")
    (printed,) = re.findall(r"printf '%s\\n' (.+?) > /etc/nginx/nginx\.conf", joined)
    return "\n".join(re.findall(r"'([^']*)'", printed))


def test_it_runs_without_rights_on_a_system_that_it_cannot_write_to(here: SiteTest) -> None:
    here.item("nyheter/2026/a").build()
    port = servers.free_port()
    with servers.place() as folder:
        served = run("hosting", "nginx", "--root", str(here.folder / "site"), "--listen", f"127.0.0.1:{port}").stdout
        subprocess.run(["cp", "-rL", here.folder / "site", folder / "nettsted"], check=True)
        (folder / "fagarkiv.conf").write_text(served.replace(str(here.folder / "site"), f"{folder}/nettsted"), "utf-8")
        (folder / "tmp").mkdir()
        (folder / "tmp").chmod(0o777)
        text = settings_of(FILE.read_text("utf-8"))
        text = text.replace("/tmp/", f"{folder}/tmp/").replace("/etc/nginx/fagarkiv.conf", f"{folder}/fagarkiv.conf")
        (folder / "nginx.conf").write_text(text, "utf-8")
        nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        command = [servers.program("nginx"), "-e", "stderr", "-c", f"{folder}/nginx.conf"]
        with servers.running(command, port, folder / "log", **nobody) as address:
            with urllib.request.urlopen(f"{address}/hosting/sjekksummer.txt") as answer:
                assert b"  nyheter/2026/a.html\n" in answer.read()
            written = {path for path in folder.rglob("*") if path.is_file() and path.stat().st_uid == NOBODY}
            assert {path.parent for path in written} <= {folder / "tmp"}


def test_it_has_a_user_a_health_check_and_no_secrets() -> None:
    text = FILE.read_text("utf-8")
    assert re.search(r"^USER www-data$", text, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*hosting/sjekksummer\.txt", text, re.MULTILINE)
    assert re.findall(r"^COPY (\S+)", text, re.MULTILINE) == ["nginx.conf", "nettsted"]
    assert "--read-only" in text
