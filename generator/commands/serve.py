"""A preview on the editor's own machine: builds on every save, and serves with the headers a good host sends."""

import os
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import watchfiles

from generator.base.problems import BuildFailed, Problem, UsageError
from generator.build import build
from generator.engine.lock import STATE
from generator.engine.pool import Report
from generator.model import config
from generator.render.theme import CONTENT_SECURITY_POLICY


class Handler(SimpleHTTPRequestHandler):
    """Serves a built site below the path of its ``base_url``, never from the browser's cache."""

    def __init__(self, *args: Any, prefix: str = "/", **kwargs: Any) -> None:
        self._prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        """Find the file; what lies outside the path leads nowhere."""
        asked = path.partition("?")[0]
        is_ours = path.startswith(self._prefix) and "%00" not in asked and "\0" not in asked
        return super().translate_path(path.removeprefix(self._prefix) if is_ours else "/-")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page where there is no other."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.read_bytes())

    def end_headers(self) -> None:
        """Add what a host should send."""
        self.send_header("Content-Security-Policy", f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def serve(
    config_file: Path,
    port: int,
    report: Report,
    today: Callable[[], date],
    show: Callable[[tuple[Problem, ...]], None],
    stop: threading.Event | None = None,
) -> None:
    """Preview a site on ``http://127.0.0.1:port/`` until interrupted, or until ``stop`` is set.

    Content with errors leaves the last good preview standing; ``show`` is given the problems of every build.

    Raises:
        UsageError: there is no site here.
    """
    output = config_file.parent.absolute() / STATE / "preview"

    def rebuild() -> None:
        try:
            show(build(config_file, output, today(), os.cpu_count() or 1, report, record=False).problems)
        except BuildFailed as failed:
            show(failed.problems)

    rebuild()
    settings, _ = config.read(config_file)
    prefix = settings.path if settings else "/"
    handler = partial(Handler, directory=os.fspath(output), prefix=prefix)
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        report.say("viser", url=f"http://127.0.0.1:{server.server_port}{prefix}index.html")
        ours = partial(_is_content, config_file)
        for _ in watchfiles.watch(config_file.parent, watch_filter=ours, stop_event=stop, raise_interrupt=False):
            report.say("bygger-pa-nytt")
            try:
                rebuild()
            except UsageError as error:
                # The folder may be away for a moment, as when another branch is checked out.
                report.say(error.code, **error.values)
        server.shutdown()


def _is_content(config_file: Path, _change: watchfiles.Change, path: str) -> bool:
    """Whether a file belongs to the site: what is watched is its folder, since editors save by renaming."""
    inside = Path(path).relative_to(config_file.parent.absolute())
    is_hidden = any(part.startswith(".") for part in inside.parts)
    return not is_hidden and (inside.parts[:1] == ("content",) or inside.name == config_file.name)
