"""The texts of agreements: what they must say, their versions, who may write them, and what they can never do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harmonie.accounts.roles import Role
from harmonie.documents.texts.markdown import printed
from loans.agreements.names import NAMES
from loans.agreements.rules import refusals
from loans.models import AgreementText
from loans.papers import issuing
from tests.builders import a_user
from tests.loans.builders import NOW, TODAY, a_clerk, a_loan_to_sign, once

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return AgreementText.objects.get()


@pytest.fixture
def chair(client):
    client.user = a_user(Role.CHAIR)
    client.force_login(client.user)
    return client


def typed(text, **changed):
    return {"scheme": "", "title": text.title, "valid_from": "", "articles": text.articles} | changed | once()


def test_only_names_are_replaced_and_everything_is_escaped():
    text = "## A {montant}\nUn **gras {objet}** & <i>\n{{ 1|add:1 }} {% now %}\n\n- un\n- {inconnu}\nsuite **sans fin"
    (article,) = printed(text, {"montant": "<b>5</b>", "objet": "**x** {montant}"})
    assert article.title == "A &lt;b&gt;5&lt;/b&gt;"
    assert article.body == (
        "<p>Un <strong>gras **x** {montant}</strong> &amp; &lt;i&gt; {{ 1|add:1 }} {% now %}</p>"
        "<ul><li>un</li><li>{inconnu}</li></ul><p>suite <strong>sans fin</strong></p>"
    )


def test_the_first_text_says_everything_and_each_omission_is_named(first):
    assert list(refusals(first.articles)) == []
    for said, missing in (
        ("{montant_en_lettres}", "montant en chiffres et en lettres"),
        ("0\u202f%", "taux de 0"),
        ("{versement}", "à qui la somme est versée"),
        ("{remboursement}", "les échéances"),
        ("sans frais. L’emprunteur", ""),
        ("à tout moment et sans frais", ""),
        ("Défaut de paiement", ""),
        ("CNIL", "données personnelles"),
        ("{objet}", ""),
    ):
        without = list(refusals(first.articles.replace(said, "")))
        assert (missing in " ".join(without)) if missing else True, said
    early = first.articles.replace("Rembourser plus tôt", "Durée").replace("avant son terme", "")
    assert any("anticipé" in why for why in refusals(early))
    default = first.articles.replace("Défaut de paiement", "Suite").replace("mise en demeure", "lettre")
    assert any("défaut de paiement" in why for why in refusals(default))
    for wrong, sentence in (
        ("{emprunter}", "{emprunter}"),
        ("{" + "x" * 300 + "}", "n’est pas un nom connu"),
        ("{montant", "Une accolade est seule, ligne"),
        ("\n## Vide\n## Autre\nx", "Un titre n’est suivi d’aucun texte"),
    ):
        assert any(sentence in why for why in refusals(first.articles + wrong))
    assert any("ligne de titre" in why for why in refusals("Sans titre\n" + first.articles))


def test_a_version_is_written_read_as_a_specimen_and_comes_into_force(chair, first):
    listed = chair.get(reverse("loans:agreement_texts"))
    assert "fourni avec Harmonie" in listed.text
    add = reverse("loans:add_agreement_text") + f"?depuis={first.pk}"
    page = chair.get(add)
    assert "## Objet et montant" in page.text
    assert all(f"<code>{name.written}</code>" in page.text for name in NAMES)
    specimen = chair.post(add, typed(first, voir="1"))
    assert (specimen["Content-Type"], AgreementText.objects.count()) == ("application/pdf", 1)
    form = typed(first, articles=first.articles.replace("Objet et montant", "Le prêt"))
    draft = chair.post(add, form).url
    assert chair.post(add, form).url == draft
    text = AgreementText.objects.get(version=2)
    assert (text.written_by, text.valid_from) == (chair.user, None)
    assert AgreementText.objects.in_force(a_loan_to_sign().scheme, TODAY) == first
    edit = reverse("loans:edit_agreement_text", args=[text.pk])
    assert chair.get(edit).status_code == 200
    assert chair.post(edit, typed(text, valid_from="24/11/2026")).url == draft
    assert AgreementText.objects.in_force(a_loan_to_sign().scheme, date(2026, 11, 24)) == text
    assert "À venir" in chair.get(reverse("loans:agreement_texts")).text
    assert chair.post(edit, typed(text, valid_from="23/11/2026")).status_code == 302
    assert chair.get(edit).status_code == 302
    assert chair.post(edit, typed(text)).status_code == 409
    assert "Il ne change plus" in chair.get(draft).text
    assert chair.get(reverse("loans:agreement_specimen", args=[text.pk])).content[:4] == b"%PDF"
    remove = reverse("loans:remove_agreement_text", args=[text.pk])
    assert chair.get(remove).status_code == 405
    chair.post(remove, once())
    assert AgreementText.objects.filter(pk=text.pk).exists()


def test_a_draft_is_removed_and_its_number_may_come_again(chair, first):
    chair.post(reverse("loans:add_agreement_text"), typed(first))
    draft = AgreementText.objects.get(version=2)
    assert chair.post(reverse("loans:remove_agreement_text", args=[draft.pk]), once()).status_code == 302
    assert AgreementText.objects.get() == first


def test_bad_answers_are_kept_and_explained(chair, first):
    add = reverse("loans:add_agreement_text")
    for wrong, sentence in (
        ({"articles": ""}, "Complétez"),
        ({"articles": first.articles + "{nom}"}, "n’est pas un nom connu"),
        ({"articles": first.articles + "x" * 20_000}, "20000 caractères au plus"),
        ({"articles": "\0"}, "nul"),
        ({"title": "\U0001f4b6" * 300}, "120 caractères au plus"),
        ({"valid_from": "22/11/2026"}, "aujourd’hui ou plus tard"),
        ({"valid_from": "31/12/9999"}, "vérifiez l’année"),
        ({"scheme": "9" * 40}, "Choisissez une des réponses"),
    ):
        page = chair.post(add, typed(first, **wrong))
        assert (page.status_code, sentence in page.text) == (422, True), wrong
    assert AgreementText.objects.count() == 1


def test_finance_reads_and_does_not_write_others_see_nothing(finance, sign_in, first):
    address = reverse("loans:agreement_text", args=[first.pk])
    assert "Écrire la version suivante" not in finance.get(address).text
    assert finance.get(reverse("loans:add_agreement_text")).status_code == 404
    assert finance.post(reverse("loans:add_agreement_text"), typed(first)).status_code == 404
    for role in (Role.SOCIAL_WORKER, Role.COMMISSION_MEMBER, Role.AUDITOR):
        assert sign_in(a_user(role)).get(address).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(chair, first):
    issuing.issue_agreement(loan=a_loan_to_sign(), by=a_clerk(), now=NOW)
    address = reverse("loans:agreement_texts")
    chair.get(address)

    def count():
        with CaptureQueriesContext(connection) as queries:
            chair.get(address)
        return len(queries)

    before = count()
    for _ in range(2):
        chair.post(reverse("loans:add_agreement_text"), typed(first))
    assert count() == before
