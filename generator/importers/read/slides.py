"""PowerPoint → HTML: each slide is a heading, what stands on it, and what was noted to it."""

import io
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.importers import limits
from generator.importers.letter import Attachment, Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import dates, documents, packages
from generator.importers.read.days import UNSAVED, Saved
from generator.importers.read.outline import TABLE, Line, as_lines

if TYPE_CHECKING:
    from pptx.slide import Slide

_LONGEST_HEADING = 90
_DEEPEST = 10
# What a presentation is dated by that the commonest library has made of its own template.
_OF_TEMPLATE = date(2013, 1, 27)
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def read_pptx(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read the slides of a presentation; those that are hidden are told of."""
    from pptx import Presentation  # loaded only where slides are met

    packages.look_over(data, "ppt/presentation.xml", "import-ikke-pptx")
    try:
        shown = Presentation(io.BytesIO(data))
        slides = list(shown.slides)[: limits.PAGES]
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise Unreadable("import-skadet") from error
    pictures: list[Attachment] = []
    seen = [slide for slide in slides if slide._element.get("show") not in ("0", "false")]
    body = as_lines(line for slide in seen for line in _slide(slide, pictures))
    hidden = len(slides) - len(seen)
    remarks = (Remark("import-skjulte-lysark", (("count", str(hidden)),)),) if hidden else ()
    title, saved = _properties(shown)
    if len(seen) > 1:
        # Without one, the first of the slides would be taken for the name of all.
        title = title or _name_of_all(seen[0]) or PurePosixPath(name).stem.replace("_", " ")
    made = documents.letter(name, digest, body, title=title, saved=saved, attachments=tuple(pictures), remarks=remarks)
    return [made]


def _slide(slide: "Slide", pictures: list[Attachment]) -> Iterator[Line]:
    """Yield a slide's lines; the first short one is its heading where it has no other."""
    title = slide.shapes.title
    heading = " ".join(title.text_frame.text.split()) if title is not None else ""
    others = [one for one in slide.shapes if title is None or one.shape_id != title.shape_id]
    lines = list(_shapes(others, pictures, 0))
    if not heading and lines and lines[0].tag in ("p", "ul") and len(lines[0].html) <= _LONGEST_HEADING:
        yield Line("h2", lines.pop(0).html)
    elif heading:
        yield Line("h2", escape(heading, quote=False))
    yield from lines
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        noted = " ".join(slide.notes_slide.notes_text_frame.text.split())
        if noted:
            yield Line("p", f"Notat: {escape(noted, quote=False)}")


def _name_of_all(slide: "Slide") -> str:
    """Give the title of the first slide, if it says nothing more than who, where and when."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    kinds = {one.placeholder_format.type for one in slide.placeholders}
    is_first = bool(kinds & {PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE}) or len(slide.shapes) == 1
    title = slide.shapes.title
    return " ".join(title.text_frame.text.split()) if is_first and title is not None else ""


def _shapes(shapes: Iterable[Any], pictures: list[Attachment], depth: int) -> Iterator[Line]:
    """Yield what stands in shapes, from above; what stands on every slide is left out."""
    if depth > _DEEPEST:
        raise Unreadable("import-mange-deler")
    for shape in sorted(shapes, key=lambda one: (one.top or 0, one.left or 0)):
        if shape.is_placeholder and shape.placeholder_format.type in _everywhere():
            continue
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, pictures, depth + 1)
        elif getattr(shape, "has_table", False):
            yield Line(TABLE, "".join(_row(row) for row in shape.table.rows))
        elif shape.has_text_frame:
            yield from _paragraphs(shape.text_frame, is_listed=_is_listed(shape))
        elif hasattr(shape, "image"):
            yield from _picture(shape, pictures)


def _everywhere() -> set[Any]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}


def _is_listed(shape: Any) -> bool:
    """Whether what stands in a shape has points before it: that of slides has, that of boxes has not."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    listed = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
    return bool(shape.is_placeholder and shape.placeholder_format.type in listed)


def _paragraphs(frame: Any, *, is_listed: bool) -> Iterator[Line]:
    said = [one for one in frame.paragraphs if one.text.strip()]
    for one in said:
        properties = one._p.pPr
        kinds = {str(child.tag).rpartition("}")[2] for child in properties} if properties is not None else set()
        # One line alone is a sentence, whatever stands before it.
        has_point = (is_listed and len(said) > 1 and "buNone" not in kinds) or kinds & {"buChar", "buAutoNum"}
        tag = "ol" if "buAutoNum" in kinds else "ul" if has_point else "p"
        yield Line(tag, "".join(_pieces(one)).strip(), one.level + 1 if has_point else 0)


def _pieces(paragraph: Any) -> Iterator[str]:
    """Yield the runs of a paragraph, and what its library passes over: where lines end, and fields."""
    runs = {run._r: run for run in paragraph.runs}
    for child in paragraph._p:
        kind = str(child.tag).rpartition("}")[2]
        if child in runs:
            yield _run(runs[child])
        elif kind == "br":
            yield "<br>"
        elif kind == "fld":
            yield escape("".join(child.itertext()), quote=False)


def _run(run: Any) -> str:
    shown = escape(run.text.replace("\v", "\n"), quote=False).replace("\n", "<br>")
    properties = run._r.rPr
    strike = properties.get("strike", "noStrike") if properties is not None else "noStrike"
    raised = int(properties.get("baseline", "0") or 0) if properties is not None else 0
    marks = [("strong", run.font.bold), ("em", run.font.italic), ("s", strike != "noStrike")]
    marks += [("sup", raised > 0), ("sub", raised < 0)]
    for mark, is_set in marks:
        shown = f"<{mark}>{shown}</{mark}>" if is_set and shown.strip() else shown
    address = _address(run)
    return f'<a href="{escape(address)}">{shown}</a>' if address else shown


def _address(run: Any) -> str:
    try:
        return run.hyperlink.address or ""
    except KeyError:
        return ""


def _row(row: Any) -> str:
    cells = (
        "".join(f"<p>{line.html}</p>" for line in _paragraphs(one.text_frame, is_listed=False)) for one in row.cells
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _picture(shape: Any, pictures: list[Attachment]) -> Iterator[Line]:
    try:
        kind, data = shape.image.content_type, shape.image.blob
    except (KeyError, ValueError, AttributeError):
        return
    if kind not in _PICTURES or len(data) > limits.IMAGE:
        return
    cid = f"bilde-{len(pictures)}"
    pictures.append(Attachment(f"bilde-{len(pictures) + 1}", kind, data, cid))
    said = shape._element._nvXxPr.cNvPr.get("descr", "")
    yield Line("p", f'<img src="cid:{cid}" alt="{escape(said)}">')


def _properties(shown: Any) -> tuple[str, Saved]:
    """Give the title that a presentation's properties have, and the day it was last saved."""
    try:
        core = shown.core_properties
        title, saved = (core.title or "").strip(), core.modified or core.created
    except (KeyError, ValueError, AttributeError):
        return "", UNSAVED
    is_real = len(title) > 3 and not title.lower().startswith(("powerpoint", "presentasjon", "lysbilde", "slide"))
    day = dates.oslo(saved) if saved else None
    return (title if is_real else ""), Saved(day, is_own=day != _OF_TEMPLATE)
