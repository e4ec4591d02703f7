"""The proof: sent to a mail server of the test's own, to one address and safely."""

import email
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import default
from pathlib import Path

import pytest

from generator.base.problems import UsageError
from generator.commands.mail import Proof, write
from tests.driver import TODAY, SiteTest
from tests.post import ISSUE, mail, opened

CERTIFICATE = Path(__file__).parent / "smtp" / "localhost.pem"


class Server(socketserver.ThreadingTCPServer):
    """A mail server that takes what it is given, and remembers it; over TLS if it has a certificate."""

    daemon_threads = True

    def __init__(self, *, with_tls: bool = False, refuses: bool = False) -> None:
        super().__init__(("localhost", 0), Session)
        self.with_tls, self.refuses = with_tls, refuses
        self.taken: list[tuple[str, list[str], bytes, bool]] = []


class Session(socketserver.StreamRequestHandler):
    """One conversation (RFC 5321, RFC 3207)."""

    server: Server

    def handle(self) -> None:
        sender, to, secure = "", [], False
        self.say("220 localhost")
        while line := self.rfile.readline():
            word, _, rest = line.decode().strip().partition(" ")
            word = word.upper()
            if word == "EHLO":
                offered = ["250-STARTTLS"] if self.server.with_tls and not secure else []
                self.say("250-localhost", *offered, "250 8BITMIME")
            elif word == "STARTTLS":
                self.say("220 Go")
                if not self.secure():
                    return
                secure = True
            elif word == "MAIL":
                sender = rest
                self.say("250 OK")
            elif word == "RCPT":
                to.append(rest)
                self.say("550 Ukjent mottaker" if self.server.refuses else "250 OK")
            elif word == "DATA":
                self.say("354 Go")
                data = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.taken.append((sender, to, data, secure))
                self.say("250 OK")
            else:
                self.say("221 Bye" if word == "QUIT" else "250 OK")

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def secure(self) -> bool:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except ssl.SSLError:
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        return True


@contextmanager
def listening(server: Server) -> Iterator[str]:
    """Let a server listen, and give its address."""
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"localhost:{server.server_address[1]}"
        server.shutdown()


def prove(site: SiteTest, host: str, to: str = "korrektur@example.no") -> None:
    config, folder = site.folder / "site_config.yml", site.folder / "post"
    write(config, ISSUE, "", folder, Proof(host, to), TODAY, site.report)


def test_a_proof_goes_to_one_address_as_it_will_be_sent(issue: SiteTest) -> None:
    server = Server()
    with listening(server) as host:
        prove(issue, host)
    ((sender, to, data, secure),) = server.taken
    assert (sender, to, secure) == ("FROM:<post@example.no>", ["TO:<korrektur@example.no>"], False)
    sent = email.message_from_bytes(data, policy=default)
    assert sent["To"] == "korrektur@example.no"
    assert sent["X-Unsent"] is None
    assert sent["Message-ID"] == opened(mail(issue))["Message-ID"]


def test_a_proof_goes_over_tls_where_the_server_offers_it(issue: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    server = Server(with_tls=True)
    with listening(server) as host:
        prove(issue, host)
    assert [secure for *_, secure in server.taken] == [True]


def test_a_server_whose_certificate_is_not_trusted_gets_nothing(issue: SiteTest) -> None:
    server = Server(with_tls=True)
    with listening(server) as host, pytest.raises(UsageError, match="bruk-post-sending") as error:
        prove(issue, host)
    assert server.taken == []
    assert "certificate verify failed" in error.value.text("nb")


def test_what_a_server_answers_is_told(issue: SiteTest) -> None:
    with listening(Server(refuses=True)) as host, pytest.raises(UsageError, match="bruk-post-sending") as error:
        prove(issue, host)
    assert "550 Ukjent mottaker" in error.value.text("nb")


def test_a_server_that_is_not_there_is_told(issue: SiteTest) -> None:
    with Server() as server:
        host = f"localhost:{server.server_address[1]}"
    with pytest.raises(UsageError, match="bruk-post-sending"):
        prove(issue, host)


@pytest.mark.parametrize("to", ["a@example.no,b@example.no", "a@example.no b@example.no", "alle", "a@example.no\n"])
def test_a_proof_goes_to_no_more_than_one(issue: SiteTest, to: str) -> None:
    with pytest.raises(UsageError, match="bruk-post-til"):
        prove(issue, "localhost:1", to)
