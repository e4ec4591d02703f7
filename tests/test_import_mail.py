"""Answers, mails that were sent on, and what is put below them."""

# The lines of mails are as long as those who made them have them.
# ruff: noqa: E501

from base64 import b64encode

import pytest

from generator.importers.letter import Letter
from generator.importers.read import documents
from tests import foreign
from tests.foreign import GASTRO, ISSUE, as_html, as_text, mail
from tests.mails import DAY, issue, left_out, said


def text(letter: Letter) -> str:
    return " ".join(documents.shown(documents.parsed(letter.html)).split())


# --- Answers: what is quoted is no item -------------------------------------------------------------------------------

NEW = "Rettelse: Maksimal dose er 2000 mg i døgnet."
OLD = "Maksimal dose er 3000 mg i døgnet for alle."
OUTLOOK_NB = "Fra: SiV <post@siv.no>\nSendt: torsdag 14. mars 2019 08:12\nTil: Alle\nEmne: Metformin\n"
OUTLOOK_NN = "Frå: SiV <post@siv.no>\nSendt: torsdag 14. mars 2019 08:12\nTil: Alle\nKopi: Ola\nEmne: Metformin\n"
OUTLOOK_EN = "From: SiV <post@siv.no>\nSent: Thursday, March 14, 2019 8:12 AM\nTo: All\nSubject: Metformin\n"
RULE = "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"

QUOTED_TEXT = {
    "gmail nb": f"tor. 14. mars 2019 kl. 08:12 skrev SiV <post@siv.no>:\n\n> Metformin\n>\n> {OLD}\n",
    "gmail nn": f"Den tor. 14. mars 2019 kl. 08:12 skreiv SiV <post@siv.no>:\n> {OLD}\n",
    "apple en": f"On 14 Mar 2019, at 08:12, SiV <post@siv.no> wrote:\n\n> {OLD}\n>> Enda eldre: 4000 mg.\n",
    "broken in two": f"On Thu, Mar 14, 2019 at 8:12 AM Samhandlingslegen i Vestfold\n<post@siv.no> wrote:\n\n> {OLD}\n",
    "outlook nb": f"-----Opprinnelig melding-----\n{OUTLOOK_NB}\n{OLD}\n",
    "outlook nn": f"{OUTLOOK_NN}\nMetformin og nyrer\n\n{OLD}\n",
    "outlook en": f"________________________________\n{OUTLOOK_EN}\n{OLD}\n",
    "without marks": f"Den 14.03.2019 08:12, skrev SiV:\n{OLD}\n",
    "marks alone": f"> {OLD}\n> Hilsen oss\n",
}
QUOTED_HTML = {
    "gmail": '<div class="gmail_quote"><div class="gmail_attr">Den tor. 14. mars 2019 kl. 08:12 skrev SiV &lt;'
    f'<a href="mailto:post@siv.no">post@siv.no</a>&gt;:</div><blockquote class="gmail_quote">{OLD}</blockquote></div>',
    "outlook": f"<div>{RULE}<p><b>Fra:</b> SiV &lt;post@siv.no&gt;<br><b>Sendt:</b> torsdag 14. mars 2019 08:12<br>"
    f"<b>Til:</b> Alle<br><b>Emne:</b> Metformin</p></div></div><p>{OLD}</p>",
    "outlook on the web": '<hr><div id="divRplyFwdMsg" dir="ltr"><font><b>Von:</b> SiV<br><b>Gesendet:</b> 14. mars</font>'
    f"</div><div><h2>Metformin</h2><p>{OLD}</p></div>",
    "thunderbird": '<div class="moz-cite-prefix">Den 14.03.2019 08:12, skrev SiV:<br></div>'
    f'<blockquote type="cite"><p>{OLD}</p></blockquote>',
    "apple": f'<div><br><blockquote type="cite"><div>On 14 Mar 2019, at 08:12, SiV wrote:</div>{OLD}</blockquote></div>',
    "lines": "<div>---<br>From: SiV &lt;post@siv.no&gt;<br>Sent: 14 March 2019 08:12<br>To: All<br>Subject: Metformin<br>"
    f"<br>{OLD}</div>",
}


@pytest.mark.parametrize("quoted", QUOTED_TEXT.values(), ids=QUOTED_TEXT)
def test_an_answer_in_text_is_told_without_what_it_answers(quoted: str) -> None:
    found = issue(mail("SV: Metformin", text=f"{NEW}\n\n{quoted}"))
    assert "2000 mg" in said(found)
    assert "3000 mg" not in said(found)
    assert OLD in left_out(found, "import-utelatt-sitat")


@pytest.mark.parametrize("quoted", QUOTED_HTML.values(), ids=QUOTED_HTML)
def test_an_answer_in_html_is_told_without_what_it_answers(quoted: str) -> None:
    found = issue(mail("Re: Metformin", html=f"<html><body><p>{NEW}</p>{quoted}</body></html>"))
    assert "2000 mg" in said(found)
    assert "3000 mg" not in said(found)
    assert OLD in left_out(found, "import-utelatt-sitat")


def test_answers_between_what_is_quoted_are_kept() -> None:
    found = issue(mail("SV: To spørsmål", text=f"> Hva er dosen?\n\n{NEW}\n\n> Og når?\n\nFra 1. april.\n"))
    assert ("2000 mg" in said(found), "Fra 1. april." in said(found)) == (True, True)
    assert "Hva er dosen?" not in said(found)


def test_what_stands_on_the_line_above_an_attribution_is_kept() -> None:
    html = f"<div>{NEW}<br>Den 14. mars 2019 kl. 08:12 skrev SiV:<br><blockquote>{OLD}</blockquote>Hilsen oss</div>"
    found = issue(mail("SV: Metformin", html=html))
    assert (NEW in said(found), "skrev SiV" in said(found), "3000" in said(found)) == (True, False, False)


@pytest.mark.parametrize("subject", ["SV: Praksisnytt", "Re: Praksisnytt"])
def test_a_mail_that_is_nothing_but_a_quote_is_what_it_quotes(subject: str) -> None:
    quoted = "\n".join(f"> {line}" for line in as_text((GASTRO,)).split("\n"))
    assert GASTRO.text in said(issue(mail(subject, text=quoted)))


def test_a_quote_alone_with_the_markup_of_word_is_what_it_quotes() -> None:
    html = f"<blockquote type=cite><div class=WordSection1><p class=MsoNormal>{GASTRO.text}<o:p></o:p></p></div></blockquote>"
    assert GASTRO.text in said(issue(mail("SV: Praksisnytt", html=html)))


@pytest.mark.parametrize(
    "told_in_letter",
    [
        "<p>Kari Nordmann skrev i fjor:</p><blockquote><p>Vi må snakke sammen oftere.</p></blockquote>",
        "<p>Fra: kl. 12.00<br>Dato: 3. mai<br>Emne: hjerte</p><p>Møtet er på nett.</p>",
        "<p>Pasienten skrev:</p><p>Jeg fikk ikke time.</p>",
    ],
)
def test_what_a_letter_itself_tells_is_no_quote(told_in_letter: str) -> None:
    found = issue(mail(html=as_html(after=told_in_letter)))
    words = documents.shown(documents.parsed(told_in_letter)).split()
    assert [word for word in words if word not in said(found).replace("\\", "")] == []


# --- Sent on: the first one counts ------------------------------------------------------------------------------------

FIRST = "Månedsbrev fra Diakonhjemmet"
SENT_ON = {
    "outlook nb": "-----Opprinnelig melding-----\nFra: Diakonhjemmet Sykehus <kommunikasjon@diakonsyk.example.no>\n"
    "Sendt: torsdag 14. mars 2019 14:05\nTil: Legesenteret\nEmne: Månedsbrev fra Diakonhjemmet\n\n",
    "outlook nn": "________________________________\nFrå: Diakonhjemmet Sykehus\nSendt: torsdag 14. mars 2019 14:05\n"
    "Til: Legesenteret med ein lang namneliste; Kari Nordmann; Ola Nordmann; Per Persen\nEmne: Månedsbrev fra Diakonhjemmet\n\n",
    "outlook en": "From: Diakonhjemmet Sykehus <kommunikasjon@diakonsyk.example.no>\nSent: Thursday, March 14, 2019 2:05 PM\n"
    "To: Legesenteret\nCc: Ola\nSubject: Månedsbrev fra Diakonhjemmet\n\n",
    "gmail": "---------- Forwarded message ---------\nFra: Diakonhjemmet Sykehus <kommunikasjon@diakonsyk.example.no>\n"
    "Date: tor. 14. mars 2019 kl. 14:05\nSubject: Månedsbrev fra Diakonhjemmet\nTo: Legesenteret <post@l.example>\n\n\n",
    "apple": "Begin forwarded message:\n\nFrom: Diakonhjemmet Sykehus <kommunikasjon@diakonsyk.example.no>\n"
    "Subject: Månedsbrev fra Diakonhjemmet\nDate: 14 March 2019 at 14:05:00 CET\nTo: Legesenteret\n\n",
    "thunderbird": "-------- Videresendt melding --------\nEmne: \tMånedsbrev fra Diakonhjemmet\nDato: \tThu, 14 Mar 2019 14:05:00 "
    "+0100\nFra: \tDiakonhjemmet Sykehus <kommunikasjon@diakonsyk.example.no>\nTil: \tLegesenteret\n\n",
}


@pytest.mark.parametrize("head", SENT_ON.values(), ids=SENT_ON)
@pytest.mark.parametrize("subject", ["VS: Månedsbrev", "Fwd: Månedsbrev", "VS: SV: VS: Månedsbrev"])
def test_text_that_was_sent_on_has_the_sender_and_day_of_the_first(head: str, subject: str) -> None:
    note = "Hei! Kan dere legge denne i arkivet?\n\nMvh Anne\n\n"
    found = issue(
        mail(subject, text=f"{note}{head}{as_text()}", sender="Anne <anne@l.example>", when="2 Oct 2026 08:00")
    )
    assert (found.title, found.date) == (FIRST, DAY)
    assert found.sender.startswith("Diakonhjemmet Sykehus")
    assert [item.title for item in found.items] == [piece.title for piece in ISSUE]
    assert "Kan dere legge denne" in left_out(found, "import-utelatt-videresending")


def test_text_with_marks_that_was_sent_on_is_told_without_them() -> None:
    inner = f"{SENT_ON['outlook en']}{as_text((GASTRO,))}"
    quoted = "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    found = issue(mail("Fwd: Månedsbrev", text=f"Begin forwarded message:\n\n{quoted}"))
    assert (found.title, found.date, GASTRO.text in said(found)) == (FIRST, DAY, True)


@pytest.mark.parametrize("outer", ["outlook nb", "gmail"])
def test_of_mails_sent_on_within_each_other_the_innermost_counts(outer: str) -> None:
    between = SENT_ON[outer].replace("Diakonhjemmet Sykehus", "Kommunen").replace("14. mars", "20. mars")
    between = between.replace(": Månedsbrev fra", ": VS: Månedsbrev fra")
    whole = f"Se under.\n\n{between}Til info.\n\n{SENT_ON['outlook en']}{as_text((GASTRO,))}"
    found = issue(mail("VS: VS: Månedsbrev", text=whole))
    assert (found.date, found.sender.startswith("Diakonhjemmet"), GASTRO.text in said(found)) == (DAY, True, True)


def test_an_answer_that_was_sent_on_is_the_answer_and_not_what_it_quotes() -> None:
    head = SENT_ON["outlook nb"].replace("Emne: ", "Emne: SV: ")
    found = issue(mail("VS: SV: Månedsbrev", text=f"FYI\n\n{head}{NEW}\n\n{OUTLOOK_NB}\n{OLD}\n"))
    assert (found.date, NEW in said(found), "3000" in said(found)) == (DAY, True, False)


# --- Signatures and what is put below ---------------------------------------------------------------------------------

LONG = (
    "Med vennlig hilsen\n\nKari Nordmann\nSpesialrådgiver, samhandling\nSykehuset i Vestfold HF, Klinikk medisin\n"
    "Besøksadresse: Halfdan Wilhelmsens allé 17, Tønsberg.\nPostboks 2168, 3103 Tønsberg\nTlf. 33 34 20 00 / 900 00 000\n"
    "kari.nordmann@siv.example.no\nwww.siv.example.no\n"
)


@pytest.mark.parametrize(
    "signed",
    [
        LONG,
        "Beste helsing\nOla Normann\nKommuneoverlege\nTlf 69 10 80 00\n",
        "-- \nPraksisnytt\nSykehuset i Vestfold\n",
        "Sendt fra min iPhone\n",
        "Hent Outlook for iOS\n",
    ],
)
def test_a_signature_is_left_out_and_told(signed: str) -> None:
    found = issue(mail(text=f"{as_text()}\n\n{signed}"))
    lines = [line.strip("- ") for line in signed.split("\n") if line.strip("- ")]
    assert [line for line in lines if line in said(found)] == []
    assert lines[0] in left_out(found, "import-utelatt-signatur")
    assert GASTRO.text in said(found)


@pytest.mark.parametrize("marked", ['class="gmail_signature"', 'id="Signature"', 'class="moz-signature"'])
def test_a_signature_that_the_program_has_marked_is_left_out(marked: str) -> None:
    found = issue(mail(html=as_html(after=f"<div {marked}>Kari, som er glad i ski. Kontor 3.</div>")))
    assert "glad i ski" not in said(found)
    assert "glad i ski" in left_out(found, "import-utelatt-signatur")


@pytest.mark.parametrize("kind", ["html", "plain"])
def test_what_a_list_puts_below_coded_text_does_not_spoil_it(kind: str) -> None:
    body = as_html() if kind == "html" else as_text()
    coded = b64encode(body.encode()).decode()
    lines = "\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))
    head = f"Subject: Nr. 3\nFrom: {foreign.SENDER}\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n"
    footer = "_______________________________________________\nFastleger mailing list\nFastleger@liste.example.no\n"
    found = issue(f"{head}Content-Transfer-Encoding: base64\n\n{lines}\n{footer}".encode())
    assert [item.title for item in found.items] == [piece.title for piece in ISSUE]
    assert said(found).endswith(ISSUE[-1].text)
    assert "mailing list" in left_out(found, "import-utelatt-bunntekst")
