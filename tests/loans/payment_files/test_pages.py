"""The pages: bring, name the columns, review, post, match by hand; closed to everybody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harmonie.accounts.roles import Role
from loans.enums import FileState
from loans.models import ColumnMapping, PaymentFile
from loans.payment_files import posting_actions, reading_actions
from tests.builders import a_user
from tests.loans.builders import NOW, an_active_loan, once

from .builders import a_row, csv_of, read

pytestmark = pytest.mark.django_db
FILES = "/prets/fichiers/"


def bring(browser, content, name="relevé 1.csv"):
    return browser.post(FILES, {"file": SimpleUploadedFile(name, content)} | once())


def work(file):
    reading_actions.read_file(file=file, clock=lambda: NOW)
    file.refresh_from_db()
    return file


def test_from_the_upload_to_the_entry(finance):
    loan = an_active_loan()
    content = csv_of(
        a_row("51,67", loan.reference, payer="=1+1"), a_row("10,00", "\u202einconnu 🎉", payer="", reference="R2")
    )
    answer = bring(finance, content)
    file = PaymentFile.objects.get()
    assert answer.url == reverse("loans:payment_file", args=[file.pk])
    assert "La lecture commence" in finance.get(answer.url).text
    assert work(file).state == FileState.MAPPING
    columns = finance.get(answer.url, follow=True)
    assert "Que veulent dire ces colonnes" in columns.text
    assert 'value="5" selected' in columns.text
    wrong = finance.post(reverse("loans:file_columns", args=[file.pk]), {"amount": "5"} | once())
    assert (wrong.status_code, "colonne de la date" in wrong.text) == (422, True)
    said = {"booked_on": "0", "wording": "1", "payer": "2", "reference": "3", "debit": "4", "credit": "5"}
    assert finance.post(reverse("loans:file_columns", args=[file.pk]), said | once()).status_code == 302
    assert ColumnMapping.objects.get().columns["credit"] == 5
    assert work(file).state == FileState.PREVIEW
    page = finance.get(answer.url).text
    assert "Enregistrer 1 paiement, 51,67\u202f€" in page
    assert "Numéro du prêt dans le libellé." in page
    export = b"".join(finance.get(reverse("loans:file_csv", args=[file.pk])).streaming_content).decode("utf-8-sig")
    assert ";'=1+1;" in export
    token = once()
    for _ in range(2):
        finance.post(reverse("loans:post_file", args=[file.pk]), token)
    assert "0 paiement enregistré sur 0" in finance.get(reverse("loans:file_progress", args=[file.pk])).text
    posting_actions.post_file(file=file, clock=lambda: NOW)
    assert finance.get(reverse("loans:file_progress", args=[file.pk]))["HX-Refresh"] == "true"
    again = bring(finance, content)
    assert again.url == answer.url
    assert "déjà été déposé" in finance.get(again.url).text
    assert finance.post(reverse("loans:post_file", args=[file.pk]), once()).status_code == 409
    # What is left is matched by hand, later.
    waiting = finance.get(reverse("loans:lines_to_match")).text
    assert "inconnu" in waiting
    line = file.lines.get(state="unmatched")
    address = reverse("loans:payment_line", args=[line.pk])
    assert loan.reference in finance.get(f"{address}?q=benali").text
    choose = reverse("loans:choose_loan", args=[line.pk])
    assert finance.post(choose, {"loan": "\0nope"} | once()).status_code == 422
    assert finance.post(choose, {"loan": loan.reference} | once()).url == reverse("loans:lines_to_match")
    assert finance.post(choose, {"loan": loan.reference} | once()).status_code == 409
    assert loan.entries.count() == 3
    assert "Chaque paiement reçu a trouvé son prêt" in finance.get(reverse("loans:lines_to_match")).text


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "vide"), (b"PK\x03\x04rest", "ni un CSV ni un camt.053"), (b"x" * (20 * 1024**2 + 1), "20\u00a0Mo")],
)
def test_what_is_no_statement_is_refused_beside_its_field(finance, content, said):
    answer = bring(finance, content, name="é" * 300)
    assert answer.status_code == 422
    assert said in answer.text
    assert not PaymentFile.objects.exists()


def test_more_than_an_ordinary_upload_is_read_whole(finance):
    content = csv_of(a_row("51,67", "x" * 200)) + b"\r\n" * (6 * 1024**2)
    bring(finance, content)
    assert len(PaymentFile.objects.get().content) == len(content)


def test_pages_cost_the_same_for_one_line_and_for_three(finance):
    loan = an_active_loan()

    def cost(count):
        rows = [a_row(f"{count}{n},00", loan.reference, reference=f"R{n}") for n in range(count)]
        file = read(csv_of(*rows, a_row("99,00", f"inconnu {count}")))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert finance.get(reverse("loans:payment_file", args=[file.pk])).status_code == 200
            assert finance.get(FILES).status_code == 200
            assert finance.get(reverse("loans:payment_line", args=[file.lines.last().pk])).status_code == 200
        return len(seen)

    assert cost(1) == cost(3)


def test_a_line_by_hand_and_a_loan_that_is_not_yours(finance):
    loan = an_active_loan()
    file = read(csv_of(a_row("30,00", loan.reference), a_row("700,00", loan.reference, reference="R2")))
    page = finance.get(reverse("loans:payment_file", args=[file.pk])).text
    assert "ne passe pas en l’état" in page
    assert finance.post(reverse("loans:post_file", args=[file.pk]), once()).status_code == 409
    line = file.lines.get(amount=700)
    posted = {"loan": loan.reference, "keeps_surplus": "on"}
    assert finance.post(reverse("loans:choose_loan", args=[line.pk]), posted | once()).status_code == 302
    assert "110,00\u202f€ de trop-perçu" in finance.get(f"{FILES}{file.pk}/").text.replace("\xa0", " ")
    assert finance.post(reverse("loans:set_line_aside", args=[line.pk]), {"why": ""} | once()).status_code == 422
    assert finance.post(reverse("loans:set_line_aside", args=[line.pk]), {"why": "don"} | once()).status_code == 302
    assert finance.post(reverse("loans:unmatch_line", args=[line.pk]), once()).status_code == 409
    assert finance.post(reverse("loans:take_line_back", args=[line.pk]), once()).status_code == 302
    loan.decision.application.exclusions.create(user=finance.user, declared_at=NOW)
    page = finance.get(reverse("loans:payment_file", args=[file.pk])).text
    assert "Dossier suivi par d’autres personnes" in page
    assert str(loan.borrower) not in page
    hidden = file.lines.get(amount=30)
    assert finance.get(reverse("loans:payment_line", args=[hidden.pk])).status_code == 404
    assert finance.post(reverse("loans:unmatch_line", args=[hidden.pk]), once()).status_code == 404
    assert finance.post(reverse("loans:drop_file", args=[file.pk]), once()).status_code == 302
    assert finance.post(reverse("loans:read_file_again", args=[file.pk]), once()).status_code == 302


def test_closed_to_others_and_to_other_methods(finance, sign_in):
    file = read(csv_of(a_row("30,00", "x")))
    for role in (Role.SOCIAL_WORKER, Role.CHAIR, Role.ADMINISTRATOR):
        other = sign_in(a_user(role))
        assert other.get(FILES).status_code == 404
        assert other.post(reverse("loans:post_file", args=[file.pk]), once()).status_code == 404
    assert finance.get(reverse("loans:post_file", args=[file.pk])).status_code == 405
    assert finance.put(FILES).status_code == 405
    assert finance.get(f"{FILES}{10**30}/").status_code == 404
    assert finance.get(f"{FILES}{file.pk}/?voir=nope&apres=x").status_code == 200
