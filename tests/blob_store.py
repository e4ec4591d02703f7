"""A stand-in for Azure's blobs: what rclone asks for with an address that holds its right to (SAS).

Set ``FAGARKIV_AZURE_SAS`` to the address of a running Azurite (or of a container that may be written in) to try that
instead.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

_DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
_NAMES = {
    "x-ms-blob-content-type": "Content-Type",
    "x-ms-blob-cache-control": "Cache-Control",
}


class _Store(BaseHTTPRequestHandler):
    """Containers of blobs, in memory."""

    protocol_version = "HTTP/1.1"
    blobs: dict[str, tuple[bytes, dict[str, str]]]
    blocks: dict[str, bytes]

    def log_message(self, *_: Any) -> None: ...

    def do_PUT(self) -> None:
        where, asked = self._asked()
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if asked.get("comp") == "block":
            self.blocks[asked["blockid"]] = data
        elif "restype" not in asked:
            if asked.get("comp") == "blocklist":
                data = b"".join(self.blocks.pop(one) for one in re.findall(r"<Latest>(.*?)</Latest>", data.decode()))
            told = {name: self.headers[key] for key, name in _NAMES.items() if self.headers[key]}
            self.blobs[where] = (data, told)
        self._answer(201)

    def do_GET(self) -> None:
        where, asked = self._asked()
        if asked.get("comp") == "list":
            self._answer(200, self._list(where, asked), {"Content-Type": "application/xml"})
        elif where in self.blobs:
            self._answer(200, *self.blobs[where])
        else:
            self._answer(404, headers={"x-ms-error-code": "BlobNotFound"})

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.blobs.pop(self._asked()[0], None)
        self._answer(202)

    def _asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        return unquote(parts.path).strip("/"), {name: values[0] for name, values in parse_qs(parts.query).items()}

    def _list(self, container: str, asked: dict[str, str]) -> bytes:
        begin, end = f"{container}/{asked.get('prefix', '')}", asked.get("delimiter", "")
        found, folders = list[str](), dict[str, None]()
        for name in sorted(name for name in self.blobs if name.startswith(begin)):
            rest = name[len(begin) :]
            if end and end in rest:
                folders[f"{asked.get('prefix', '')}{rest.partition(end)[0]}{end}"] = None
            else:
                size = len(self.blobs[name][0])
                told = f"<Last-Modified>{_DATE}</Last-Modified><Content-Length>{size}</Content-Length>"
                kind = "<BlobType>BlockBlob</BlobType><Content-Type>text/plain</Content-Type>"
                name_ = escape(name.partition("/")[2])
                found.append(f"<Blob><Name>{name_}</Name><Properties>{told}{kind}</Properties></Blob>")
        prefixes = "".join(f"<BlobPrefix><Name>{escape(name)}</Name></BlobPrefix>" for name in folders)
        text = f"<EnumerationResults><Blobs>{''.join(found)}{prefixes}</Blobs><NextMarker/></EnumerationResults>"
        return f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode()

    def _answer(self, code: int, data: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {"ETag": '"0x1"', "Last-Modified": _DATE, "x-ms-blob-type": "BlockBlob"}.items():
            self.send_header(name, value)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


@contextmanager
def running() -> Iterator[str]:
    """Run the stand-in; gives its address with a right to write there."""
    store = type("Store", (_Store,), {"blobs": {}, "blocks": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/?sv=2018-11-09&ss=b&srt=sco&sp=rwdlac&sig=AAAA"
    finally:
        server.shutdown()
        server.server_close()
