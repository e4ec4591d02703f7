"""Real web servers for tests, with the settings that ``fagarkiv hosting`` writes, on free ports of this machine."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

APACHE_MODULES = ("mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite", "remoteip")
NOBODY = 65534


def program(name: str) -> str:
    """Find a program that ``make test`` has made sure of."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, f"no {name}: run the tests with `make test`, or .ci/servers first"
    return found


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def place() -> Iterator[Path]:
    """Give a folder that a server's own user can read."""
    folder = Path(tempfile.mkdtemp(prefix="fagarkiv-tjener-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def running(command: list[str], port: int, log: Path, **kwargs: object) -> Iterator[str]:
    """Run a server until its test is over; gives the address of its root."""
    with log.open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said, **kwargs)  # type: ignore[call-overload]
        try:
            _await(port, server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _await(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError([file.read_text("utf-8", "replace") for file in log.parent.glob("log*")])


@contextmanager
def nginx(settings: str, port: int) -> Iterator[str]:
    with place() as folder:
        (folder / "site.conf").write_text(settings, "utf-8")
        paths = " ".join(
            f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"daemon off; {user} pid {folder}/pid; error_log stderr; worker_processes 1; events {{}}\n"
            f"http {{ access_log off; {paths} include {folder}/site.conf; }}\n",
            "utf-8",
        )
        command = [program("nginx"), "-e", "stderr", "-c", f"{folder}/nginx.conf"]
        with running(command, port, folder / "log") as address:
            yield address


@contextmanager
def apache(settings: str, port: int) -> Iterator[str]:
    with place() as folder:
        (folder / "site.conf").write_text(settings, "utf-8")
        modules = "".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in APACHE_MODULES
        )
        (folder / "apache.conf").write_text(
            f"{modules}ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
            f"ErrorLog {folder}/log.apache\nDefaultRuntimeDir {folder}\nTypesConfig /etc/mime.types\n"
            f"Include {folder}/site.conf\n",
            "utf-8",
        )
        # Apache refuses to serve as root.
        owner = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        folder.chmod(0o777)
        command = [program("apache2"), "-D", "FOREGROUND", "-f", f"{folder}/apache.conf"]
        with running(command, port, folder / "log", **owner) as address:
            yield address


@contextmanager
def caddy(settings: str, port: int) -> Iterator[str]:
    with place() as folder:
        (folder / "site.caddy").write_text(settings, "utf-8")
        (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\nimport {folder}/site.caddy\n", "utf-8")
        command = [program("caddy"), "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
        home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        with running(command, port, folder / "log", env={**os.environ, **home}) as address:
            yield address


RUN: dict[str, Callable[[str, int], AbstractContextManager[str]]] = {"nginx": nginx, "apache": apache, "caddy": caddy}
