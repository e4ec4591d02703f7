"""For whom drafts are: the municipalities that their sender writes to, until an editor says otherwise."""

from collections.abc import Sequence

from generator.importers.write.drafts import Drafts

_SENDER = b"\nsender: "


def addressed(drafts: Drafts, municipalities: Sequence[str]) -> Drafts:
    """Let every draft say which municipalities it is for."""
    if not municipalities:
        return drafts
    line = f"municipalities: [{', '.join(municipalities)}]\n".encode()
    return drafts._replace(files={path: _with(content, line) for path, content in drafts.files.items()})


def _with(content: bytes, line: bytes) -> bytes:
    """Put a line below the one with the sender; a picture is left as it is."""
    head, mark, rest = content.partition(_SENDER)
    if not mark or not content.startswith(b"---\n"):
        return content
    sender, _, rest = rest.partition(b"\n")
    return head + mark + sender + b"\n" + line + rest
