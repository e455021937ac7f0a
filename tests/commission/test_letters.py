"""Decision letters: reasons and remedies, one page, frozen, for the right eyes."""

import io
from decimal import Decimal

import pikepdf
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from commission.letters.actions import issue_letter
from commission.models import Decision, DecisionLetter
from commission.motions.forms import EXPLANATION_LENGTH
from harmonie.documents import pdf
from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal
from tests.builders import a_scheme

from .builders import REASONS, a_decision

LONG = ("La commission a pris le temps de lire votre dossier et votre budget. " * 9)[:EXPLANATION_LENGTH]


def issued(room, decision) -> DecisionLetter:
    return issue_letter(decision=decision, by=room.secretary, now=timezone.now())


def text_of(letter) -> str:
    reader = pypdf.PdfReader(io.BytesIO(bytes(letter.document.content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_grant_says_how_much_and_until_when(room):
    letter = issued(room, a_decision(room))
    text = text_of(letter)
    assert letter.document.reference.startswith("LD-D")
    for words in (
        "a décidé de vous accorder ce prêt de 620",
        "11 échéances de 51,67 € et une dernière de 51,63 €",
        "signez le contrat au plus tard le",
        "Hélène Dubreuil",
    ):
        assert words in text
    assert "Nadia BENALI" in text
    assert "présidente du CCAS" in text


@pytest.mark.parametrize(
    ("motion", "words"),
    [
        ({"kind": "refuse"}, "a décidé de ne pas l’accorder"),
        ({"kind": "defer", "grounds": "document"}, "a décidé d’attendre"),
        ({"amount": Decimal(400), **REASONS}, "une partie de cette somme, 400"),
        ({"kind": "redirect", "grounds": "other_scheme"}, "un autre dispositif"),
    ],
)
def test_what_can_be_contested_says_why_and_how(room, settings, motion, words):
    if motion.get("kind") == "redirect":
        motion = motion | {"target_scheme": a_scheme(name="Micro-crédit départemental")}
    letter = issued(room, a_decision(room, **motion))
    text = text_of(letter)
    assert words in text
    assert "Les raisons de cette décision" in text
    assert REASONS["explanation"] in text
    assert "Voies et délais de recours" in text
    assert "deux mois" in text
    assert "tribunal administratif d’Amiens" in text
    assert "Le recours gracieux formé dans ce délai proroge" in text


def test_no_letter_without_the_court(room, settings):
    decision = a_decision(room, kind="refuse")
    settings.TOWN = settings.TOWN | {"court": " "}
    with pytest.raises(Refusal, match="voies de recours"):
        issued(room, decision)
    assert not IssuedDocument.objects.exists()


def test_no_letter_from_a_template_that_lost_the_remedies(room, monkeypatch):
    decision = a_decision(room, kind="refuse")
    monkeypatch.setattr(pdf, "render_to_string", lambda *args: "<html><body>Refusé.</body></html>")
    with pytest.raises(ValueError, match="must say"):
        issued(room, decision)
    assert not IssuedDocument.objects.exists()


def test_it_fits_one_tagged_page(room):
    decision = a_decision(room, kind="refuse", explanation=LONG)
    with pikepdf.open(io.BytesIO(bytes(issued(room, decision).document.content))) as document:
        assert len(document.pages) == 1
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo["/Title"]).startswith("Décision sur la demande")


def test_it_is_issued_once_and_served_as_it_was(room, post, sign_in):
    decision = a_decision(room)
    address = reverse("commission:issue_letter", args=[decision.number])
    for _ in range(2):
        assert post(room.secretary, address).status_code == 302
    first = sign_in(room.worker).get(reverse("commission:letter", args=[decision.number]))
    again = sign_in(room.chair).get(reverse("commission:letter", args=[decision.number]))
    assert first["Content-Type"] == "application/pdf"
    assert first.content == again.content == bytes(DecisionLetter.objects.get().document.content)


def test_members_do_not_read_letters(room, sign_in):
    decision = a_decision(room)
    issued(room, decision)
    assert sign_in(room.members[0]).get(reverse("commission:letter", args=[decision.number])).status_code == 404


def test_a_full_grant_carries_the_remedies_too(room):
    text = text_of(issued(room, a_decision(room)))
    assert Decision.objects.get().outcome == "granted"
    assert "Voies et délais de recours" in text


def test_the_lists_offer_each_letter(room, sign_in):
    decision = a_decision(room)
    page = reverse("commission:decisions", args=[decision.item.meeting_id])
    assert "Émettre la lettre" in sign_in(room.secretary).get(page).content.decode()
    issued(room, decision)
    assert "Lire la lettre" in sign_in(room.worker).get(page).content.decode()
    assert "lettre" not in sign_in(room.members[0]).get(page).content.decode().lower().split("<main", 1)[1]
