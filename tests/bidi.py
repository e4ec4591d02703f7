"""Firefox, driven by WebDriver BiDi over a websocket (https://w3c.github.io/webdriver-bidi/).

Playwright drives a Firefox of its own making. What readers have is Firefox ESR, which speaks BiDi as it is.
"""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

SECONDS = 30
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "ArrowUp": "\ue013", "ArrowDown": "\ue015"}
# Port 9 throws away what it is sent, where anything listens there at all: the browser has no network.
SETTINGS = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
}
LISTEN = """(channel) => addEventListener("securitypolicyviolation", (event) =>
  channel(`${event.violatedDirective}: ${event.blockedURI}`))"""


@contextmanager
def firefox(path: str, profile: Path, *, dark: bool = False) -> Iterator["Firefox"]:
    """Start Firefox with a profile of its own and no network, on a system in light or dark."""
    settings = {**SETTINGS, "layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
    lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines))
    arguments = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen([path, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with connect(_address(profile), max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()


def _address(profile: Path) -> str:
    """Read, in a file of its profile, where Firefox listens."""
    file = profile / "WebDriverBiDiServer.json"
    until(lambda: file.exists() and file.stat().st_size)
    server = json.loads(file.read_text())
    return f"ws://{server['ws_host']}:{server['ws_port']}/session"


class Firefox:
    """One window, which remembers every address it asked for and every complaint: of scripts and of the policy."""

    def __init__(self, socket: ClientConnection) -> None:
        self._complaints: list[str] = []
        self._asked: list[str] = []
        self._socket = socket
        self._numbers = count(1)
        self.do("session.new", capabilities={})
        self.do("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent", "script.message"])
        channel = {"type": "channel", "value": {"channel": "policy"}}
        self.do("script.addPreloadScript", functionDeclaration=LISTEN, arguments=[channel])
        # The window that is there at first never gets the focus, and Space does nothing without it.
        self._context = self.do("browsingContext.create", type="window")["context"]
        self.do("browsingContext.activate", context=self._context)

    def do(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command, and wait for its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(SECONDS))
            if message.get("id") == number:
                assert message["type"] == "success", message
                return dict(message["result"])
            self._hear(message)

    def _hear(self, event: dict[str, Any]) -> None:
        match event:
            case {"method": "log.entryAdded", "params": {"level": "error" | "warn", "text": str(text)}}:
                self._complaints.append(text)
            case {"method": "script.message", "params": {"channel": "policy", "data": {"value": str(text)}}}:
                self._complaints.append(text)
            # What the address itself holds is asked of nobody.
            case {"method": "network.beforeRequestSent", "params": {"request": {"url": str(url)}}} if (
                url[:5] != "data:"
            ):
                self._asked.append(url)

    def goto(self, url: str) -> None:
        self.do("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Give what an expression comes to, through JSON."""
        text = f"JSON.stringify({expression})"
        answer = self.do("script.evaluate", expression=text, target={"context": self._context}, awaitPromise=False)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"].get("value", "null"))

    def press(self, *keys: str) -> None:
        """Press keys, named as the ``key`` of a keyboard event."""
        strokes = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": strokes}
        self.do("input.performActions", context=self._context, actions=[source])

    def heard(self) -> tuple[list[str], list[str]]:
        """Give all complaints and the addresses asked for, when the page has had time for more of them."""
        pause = "new Promise((done) => setTimeout(done, 200))"
        self.do("script.evaluate", expression=pause, target={"context": self._context}, awaitPromise=True)
        return self._complaints, self._asked

    def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        until(lambda: self.evaluate(f"Boolean({expression})"))


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it never did.
    """
    end = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(holds)
        time.sleep(0.05)
