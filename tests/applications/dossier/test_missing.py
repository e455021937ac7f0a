"""What a dossier still lacks, each with the way there."""

import pytest
from django.utils import timezone

from applications import actions
from applications.correspondence.actions import write_message
from applications.documents.actions import Piece
from applications.models import DocumentRequirement
from harmonie.accounts.roles import Role
from tests.applications.builders import a_partners_user, a_ready_application, a_submitted, in_review
from tests.applications.documents.builders import a_deposit, only
from tests.builders import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asks_for_no_documents(db: None) -> None:
    DocumentRequirement.objects.update(is_active=False)


def lacking(client, application) -> list[str]:
    return [act.label for act in client.get(f"/demandes/{application.reference}/").context["missing"]]


def test_what_is_to_do_shortens_as_it_is_done(sign_in):
    only()  # no document is asked for
    worker = a_user()
    application, client = in_review(worker, phone="06 11 22 33 44"), sign_in(worker)
    assert lacking(client, application) == ["Écrire l’évaluation sociale", "Vérifier l’éligibilité"]
    told = {"application": application, "by": worker, "now": timezone.now()}
    actions.assess(assessment="Bien", expected_revision=application.revision, **told)
    assert lacking(client, application) == ["Vérifier l’éligibilité"]
    actions.check_eligibility(**told)
    assert lacking(client, application) == []


def test_the_documents_are_asked_for_then_read(sign_in):
    (quote,) = only("Devis")
    application, client = in_review(), sign_in(a_user())
    assert "Demander une pièce qui manque" in lacking(client, application)
    a_deposit(application, piece=Piece("Devis", quote))
    told = lacking(client, application)
    assert "Examiner une pièce reçue" in told
    assert "Demander une pièce qui manque" not in told


def test_a_person_nobody_can_reach(sign_in):
    assert "Noter un téléphone ou une adresse électronique" in lacking(sign_in(a_user()), in_review())


def test_a_partner_who_wrote_awaits_an_answer(sign_in):
    partner, worker = a_partners_user(), a_user()
    application = a_ready_application(worker, by=partner)
    write_message(application=application, text="Alors ?", by=partner, now=timezone.now())
    assert lacking(sign_in(worker), application) == [f"Répondre à {partner.partner}"]
    write_message(application=application, text="Bientôt", by=worker, now=timezone.now())
    assert lacking(sign_in(worker), application) == []


def test_documents_are_counted_here_and_named_in_their_section(sign_in):
    application = in_review(phone="06 11 22 33 44")
    DocumentRequirement.objects.create(label="Pièce d’identité")
    assert "Demander une pièce qui manque" in lacking(sign_in(a_user()), application)
    DocumentRequirement.objects.create(label="Quittance")
    assert "Demander 2 pièces qui manquent" in lacking(sign_in(a_user()), application)


def test_who_only_reads_is_told_nothing_to_do(sign_in):
    assert lacking(sign_in(a_user(Role.SECRETARY)), in_review()) == []
    assert lacking(sign_in(a_user()), a_submitted()) == []
