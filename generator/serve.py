"""A preview on the editor's own machine: builds on every save, and serves with the headers a good host sends."""

import os
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import watchfiles

from generator.build import STATE, build
from generator.problems import BuildFailed, Problem
from generator.render import CONTENT_SECURITY_POLICY
from generator.work import Report


class Handler(SimpleHTTPRequestHandler):
    """Serves the release in use, never from the browser's cache."""

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
    with ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=os.fspath(output))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        report.say("viser", url=f"http://127.0.0.1:{server.server_port}/index.html")
        watched = (config_file.parent / "content", config_file)
        for changes in watchfiles.watch(*watched, stop_event=stop, raise_interrupt=False):
            if any(not Path(path).name.startswith(".") for _, path in changes):
                report.say("bygger-pa-nytt")
                rebuild()
        server.shutdown()
