"""A mail as bytes: text and HTML in one message, the same bytes for the same content (RFC 5322, RFC 2046)."""

import hashlib
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple


class Mail(NamedTuple):
    """A mail before it is bytes; ``id`` names it among the mails of its sender, ``day`` is ISO 8601."""

    id: str
    day: str
    subject: str
    name: str
    address: str
    reply_to: str
    language: str
    text: str
    html: str


def message(mail: Mail, to: str = "", *, unsent: bool = False) -> bytes:
    """Write a mail, with lines that end as on the wire; with ``unsent``, Outlook opens it ready to be sent.

    Its Message-ID is a hash of what it says.  Its time is noon (UTC) of its day, which is the same day in Norway and
    nearly everywhere else: no clock is read.
    """
    digest = hashlib.blake2b("\0".join(mail).encode(), digest_size=12).hexdigest()
    headers = {
        "From": str(Address(mail.name, addr_spec=mail.address)),
        "To": to,
        "Reply-To": mail.reply_to,
        "Subject": mail.subject,
        "Date": format_datetime(datetime.combine(date.fromisoformat(mail.day), time(12), UTC)),
        "Message-ID": f"<{mail.id}.{digest}@{mail.address.rpartition('@')[2]}>",
        "X-Unsent": "1" if unsent else "",
    }
    whole = EmailMessage(policy=SMTP)
    for name, value in headers.items():
        if value:
            whole[name] = value
    whole.set_content(mail.text, cte="quoted-printable")
    whole.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    # "=_" is never found in quoted-printable text (RFC 2045, 6.7).
    whole.set_boundary(f"=_{digest}")
    whole["Content-Language"] = mail.language
    return whole.as_bytes()
