"""The administration's first page: what stops others from working, or soon will."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from harmonie.schemes.actions import vote_supplement
from harmonie.schemes.models import BudgetEnvelope, Scheme, SchemeTerms
from tests.builders import a_scheme, a_user, terms

from .reading import counts_agree, kinds

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_nothing_waits_in_a_town_where_all_is_set():
    admin = a_user(Role.ADMINISTRATOR)
    assert kinds(admin, TODAY) == {}


def test_people_terms_envelopes_and_mail(sign_in):
    admin, roleless = a_user(Role.ADMINISTRATOR), a_user(Role.FINANCE, last_name="Neuve")
    roleless.groups.clear()
    scheme = terms(a_scheme(), valid_to=TODAY + timedelta(days=30)).scheme
    envelope = BudgetEnvelope.objects.create(scheme=scheme, year=2026, allocated=0)
    now = timezone.now()
    facts = {"subject": "Nouvelles", "text": "", "html": "", "recipient": "x@y.example", "abandoned_at": now}
    OutgoingMail.objects.create(queued_at=now, **facts)
    found = kinds(admin, TODAY)
    assert found["Personnes sans rôle"] == ["Donner un rôle à Claire Neuve"]
    assert found["Conditions à voter"] == ["Voter les nouvelles conditions de Crédit Harmonie"]
    assert found["Enveloppes"] == [
        "Prévoir la suite de l’enveloppe de Crédit Harmonie",
        "Ouvrir l’exercice 2027 de Crédit Harmonie",
    ]
    assert len(found["Courriels non remis"]) == 1
    assert counts_agree(sign_in(admin), admin, TODAY)
    assert all(kinds(a_user(role), TODAY) == {} for role in (Role.AUDITOR, Role.FINANCE, Role.CHAIR, Role.SECRETARY))
    SchemeTerms.objects.create(**{**row_of(scheme), "valid_from": TODAY + timedelta(days=30)})
    vote = {"deliberation": "2026-9", "voted_on": TODAY, "by": admin, "now": timezone.now()}
    vote_supplement(envelope=envelope, amount=Decimal(100), **vote)
    BudgetEnvelope.objects.create(scheme=scheme, year=2027, allocated=100)
    User.objects.filter(pk=roleless.pk).update(is_active=False)
    OutgoingMail.objects.update(abandoned_at=None)
    assert kinds(admin, TODAY) == {}


def test_what_the_year_before_left_is_carried_in_january():
    admin, january = a_user(Role.ADMINISTRATOR), date(2027, 1, 4)
    scheme = terms(a_scheme(carries_over=True)).scheme
    for year in (2026, 2027):
        BudgetEnvelope.objects.create(scheme=scheme, year=year, allocated=5000 if year == 2026 else 100)
    assert kinds(admin, january)["Enveloppes"] == ["Reporter sur 2027 ce qui reste de Crédit Harmonie"]
    assert kinds(admin, TODAY).get("Enveloppes") is None


def row_of(scheme: Scheme) -> dict:
    row = SchemeTerms.objects.filter(scheme=scheme).values().get()
    return {name: value for name, value in row.items() if name not in ("id", "valid_to")}
