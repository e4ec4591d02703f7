"""Letters of the project's own news: from Outlook, a list tool and Word."""

from collections.abc import Iterable
from datetime import date

from tests import news_texts as saker
from tests.letter_texts import Brev
from tests.make_letters.files import docx
from tests.make_letters.looks import chimp, outlook
from tests.make_letters.mails import mail, part, plain
from tests.make_letters.sent import PRAKSIS, Made, word_title


def news() -> Iterable[Made]:
    """Twelve items of the content in three letters."""
    referrals = (saker.EN_VEI_INN, saker.DIALOGMELDINGER, saker.BILDER, saker.HUDLEGER)
    one = Brev(
        "hvem-skal-hvor",
        "Praksisnytt: hvem skal hvor",
        date(2023, 9, 1),
        PRAKSIS,
        ("Fire saker om henvisning og dialog.",),
        referrals,
    )
    yield "hvem-skal-hvor.eml", mail(one, part(plain(one), "plain"), part(outlook(one, word_title))), (one,)

    samples = (saker.HPV, saker.TARMSCREENING, saker.UTSTYR, saker.GLUKOSE)
    one = Brev(
        "prover-og-screening",
        "Nytt om prøver og screening",
        date(2023, 1, 30),
        PRAKSIS,
        ("Fire endringer fra nyttår som legekontoret bør kjenne til.",),
        samples,
    )
    yield "prover-og-screening.eml", mail(one, part(plain(one), "plain"), part(chimp(one))), (one,)

    items = tuple(
        item._replace(link=("", "")) for item in (saker.NYTT_NAMN, saker.HOYRING, saker.ETIKETTAR, saker.TILSKOT)
    )
    one = Brev(
        "nytt-om-samhandling",
        "Nytt om samhandling",
        date(2023, 12, 21),
        "",
        ("21. desember 2023. Fire saker om samhandling og tilskot.",),
        items,
        "nn",
    )
    yield "nytt-om-samhandling.docx", docx(one), (one,)
