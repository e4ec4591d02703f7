"""Word documents made of pieces: what a test is about is all that it has to write."""

from collections.abc import Iterable, Mapping, Sequence

from tests.foreign import packed

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f'xmlns:w="{_MAIN}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "", style: str = "") -> str:
    """A paragraph of runs; what is no XML is plain text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    said = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{said}</w:p>"


def heading(text: str) -> str:
    return paragraph(text, style="H1")


def entry(text: str, number: int, level: int = 0) -> str:
    counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=counted)


def level(depth: int, kind: str, text: str, start: int = 1) -> str:
    left = 360 * (depth + 1)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def numbering(kinds: Sequence[Sequence[str]], numbers: Mapping[int, int], overrides: Mapping[int, str] = {}) -> str:
    """Kinds of lists by their levels, and the lists of each kind."""
    bases = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{"".join(levels)}</w:abstractNum>' for at, levels in enumerate(kinds)
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{base}"/>{overrides.get(number, "")}</w:num>'
        for number, base in numbers.items()
    )
    return bases + lists


def cell(*texts: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(text) for text in texts)}</w:tc>"


def table(*rows: Iterable[str]) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{chr(32).join(row)}</w:tr>' for row in rows)}</w:tbl>"


def word(*body: str, core: str = "", styles: str = "", **parts: str) -> bytes:
    """A document of paragraphs and tables; ``parts`` are what other parts hold, such as ``footnotes``."""
    parts = {"styles": _HEADINGS + styles, **parts}
    assert parts.keys() <= set(_PARTS)
    relations = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPES}.{name}+xml"/>' for name in parts)
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>{types}'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPES}.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {_W}>{text}</w:{name}>" for name, text in parts.items()},
    }
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            f' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/">{core}'
            "</cp:coreProperties>"
        )
    return packed({name: text.encode() for name, text in files.items()})
