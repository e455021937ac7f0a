"""Conservation: what is due on a day, the slip that proposes it, its PDF, its visa."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.enums import ClosingReason
from applications.models import DisposalLine, DisposalSlip, LoanApplication, RetentionRules
from harmonie.accounts.roles import Role
from harmonie.dates import plain_day
from loans.actions import cancel_loan
from reporting.settings.retention import queries
from tests.applications.browsing import post
from tests.builders import a_user
from tests.loans.builders import a_loan_to_sign, at
from tests.reporting.home.reading import kinds
from tests.story import House, a_house, a_ready_case

pytestmark = pytest.mark.django_db
URL = "/reglages/conservation/"
RULES = RetentionRules(contact_years=2, granted_years=10, refused_years=2)
TODAY = date(2026, 11, 23)


def an_ended(house: House, *, on: date, name: str) -> LoanApplication:
    """Given up on a day, written as the tables hold it."""
    case = a_ready_case(house, name=name)
    ended = {"state": "withdrawn", "closing_reason": ClosingReason.ABANDONED, "closed_at": at(on)}
    LoanApplication.objects.filter(pk=case.pk).update(**ended)
    return case


def due_on(day: date) -> list[str]:
    return list(queries.due(day, RULES).values_list("reference", flat=True))


def awaited() -> list[str]:
    """What the first page asks of somebody who keeps the archives."""
    return kinds(a_user(Role.AUDITOR), timezone.localdate()).get("Conservation", [])


def test_a_dossier_is_due_on_its_day_and_not_before():
    house = a_house()
    case = an_ended(house, on=date(2024, 2, 29), name="Nadia")
    assert due_on(date(2026, 2, 27)) == []
    assert due_on(date(2026, 2, 28)) == []  # two years after 29 February: 1 March
    assert due_on(date(2026, 3, 1)) == [case.reference]
    later = a_ready_case(house, name="Luc")
    LoanApplication.objects.filter(pk=later.pk).update(applicant=case.applicant)
    assert due_on(TODAY) == []  # the same person has a request open


def test_a_loan_counts_from_its_end_and_keeps_the_file_while_it_runs():
    loan = a_loan_to_sign()
    case = loan.decision.application
    assert due_on(date(2040, 1, 1)) == []
    cancel_loan(loan=loan, reason="renounced", by=loan.decision.decided_by, now=at(date(2026, 11, 20)))
    assert due_on(TODAY) == []
    assert due_on(date(2036, 11, 19)) == []
    assert due_on(date(2036, 11, 20)) == [case.reference]
    [granted, refused] = queries.categories(date(2036, 11, 20), RULES)
    assert (granted.count, granted.oldest, refused.count) == (1, date(2026, 11, 20), 0)


def test_a_slip_is_drawn_up_frozen_and_answered(sign_in):
    house = a_house()
    cases = [an_ended(house, on=date(2020, 5, day), name=name) for day, name in ((4, "Nadia"), (5, "Luc"))]
    auditor = sign_in(a_user(Role.AUDITOR))
    assert awaited() == ["Établir le bordereau d’élimination"]
    page = auditor.get(URL, {"au": "23/11/2026"}).content.decode()
    assert plain_day(date(2020, 5, 4)) in page
    answer = post(auditor, f"{URL}bordereaux/", au=f"{timezone.localdate():%d/%m/%Y}")
    slip = DisposalSlip.objects.get()
    address = f"{URL}bordereaux/{slip.number}/"
    assert answer.headers["Location"] == address
    assert (slip.count, slip.refused_years) == (2, 2)
    assert due_on(TODAY) == []
    assert post(auditor, f"{URL}bordereaux/").headers["Location"] == URL  # nothing is left to propose
    assert DisposalSlip.objects.count() == 1
    assert awaited() == [f"Émettre le bordereau d’élimination {slip.number}"]
    assert auditor.get(f"{address}pdf/").status_code == 404
    assert post(auditor, f"{address}emettre/").status_code == 302
    slip.refresh_from_db()
    first = slip.document
    assert bytes(first.content).startswith(b"%PDF")
    post(auditor, f"{address}emettre/")
    slip.refresh_from_db()
    assert slip.document == first
    assert auditor.get(f"{address}pdf/").status_code == 200
    lines = b"".join(auditor.get(f"{address}csv/").streaming_content).decode()
    assert [case.reference in lines for case in cases] == [True, True]
    assert cases[0].applicant.last_name not in lines
    for odd in ({"visa_on": "1/1/2000", "source": "AD 60"}, {"visa_on": "x", "source": ""}):
        assert post(auditor, f"{address}visa/", **odd).status_code in (409, 422)
    said = {"visa_on": f"{timezone.localdate():%d/%m/%Y}", "source": "AD 60, n° 12"}
    assert awaited() == [f"Noter le visa du bordereau d’élimination {slip.number}"]
    assert post(auditor, f"{address}visa/", **said).status_code == 302
    assert awaited() == []
    assert "AD 60" in auditor.get(address).content.decode()
    assert post(auditor, f"{address}visa/", **said).status_code == 409
    assert post(auditor, f"{address}abandonner/", **{"abandon-why": "trop tard"}).status_code == 409


def test_an_abandoned_slip_gives_its_dossiers_back(sign_in):
    case = an_ended(a_house(), on=date(2020, 5, 4), name="Nadia")
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    post(admin, f"{URL}bordereaux/")
    slip = DisposalSlip.objects.get()
    assert post(admin, f"{URL}bordereaux/{slip.number}/abandonner/", **{"abandon-why": ""}).status_code == 422
    assert post(admin, f"{URL}bordereaux/{slip.number}/abandonner/", **{"abandon-why": "refusé"}).status_code == 302
    assert due_on(TODAY) == [case.reference]
    assert "refusé" in admin.get(f"{URL}bordereaux/{slip.number}/").content.decode()
    assert DisposalLine.objects.count() == 1


def test_durations_are_voted_with_a_day_and_a_source(sign_in):
    admin, today = sign_in(a_user(Role.ADMINISTRATOR)), timezone.localdate()
    good = {"valid_from": f"{today:%d/%m/%Y}", "contact_years": "3", "granted_years": "12", "refused_years": "5"}
    good |= {"source": "délibération 2026-9"}
    past = f"{today - timedelta(days=1):%d/%m/%Y}"
    for odd in ({"valid_from": past}, {"valid_from": "01/01/0001"}, {"granted_years": "0"}, {"refused_years": "9" * 30},
                {"source": ""}, {"source": "a\0"}, {"source": "x" * 201}):  # fmt: skip
        assert post(admin, f"{URL}durees/", **good | odd).status_code == 422
    assert post(admin, f"{URL}durees/", **good).status_code == 302
    assert RetentionRules.objects.in_force(today).granted_years == 12
    assert RetentionRules.objects.in_force(today - timedelta(days=1)).granted_years == 10
    assert "délibération 2026-9" in admin.get(URL).content.decode()
    assert post(sign_in(a_user(Role.AUDITOR)), f"{URL}durees/", **good).status_code == 404
    for odd in ("31/31/2026", "01/01/0001", "01/01/9999"):
        assert admin.get(URL, {"au": odd}).status_code == 422


def test_the_list_costs_the_same_for_one_and_for_three(sign_in):
    house, admin = a_house(), sign_in(a_user(Role.ADMINISTRATOR))
    an_ended(house, on=date(2020, 5, 4), name="Nadia")
    admin.get(URL)
    counts = []
    for names in ((), ("Luc", "Omar")):
        for name in names:
            an_ended(house, on=date(2020, 6, 4), name=name)
        with CaptureQueriesContext(connection) as seen:
            admin.get(URL)
        counts.append(len(seen))
    assert counts[0] == counts[1]
