"""Each filter keeps what it says; an address that makes no sense still opens."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from harmonie.accounts.roles import Role
from tests.applications.builders import a_partners_user, a_ready_application, a_submitted, an_open_scheme, in_review
from tests.applications.worklist.builders import URL, days_ago, shown
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def test_each_filter_narrows_the_list(sign_in):
    worker, scheme, referrer = a_user(), an_open_scheme(), a_partners_user()
    glasses = {"project": {"purpose": "health", "payee": "borrower", "supplier": ""}}
    kept = in_review(worker, by=referrer, scheme=scheme, now=days_ago(9), **glasses)
    other = a_submitted()
    client = sign_in(worker)
    for query in (
        {"etat": "in_review"},
        {"etat": ["in_review", "ready"]},
        {"dispositif": scheme.pk},
        {"partenaire": referrer.partner_id},
        {"suivi": "moi"},
        {"suivi": worker.pk},
        {"attend": 7},
        {"objet": "health"},
    ):
        assert shown(client, **query) == [kept.reference], query
    assert shown(client, suivi="sans") == [other.reference]
    assert shown(client, attend=10) == []


def test_urgent_ones(sign_in):
    urgent, _ = a_submitted(), a_submitted()
    LoanApplication.objects.filter(pk=urgent.pk).update(is_urgent=True, urgency_reason="Coupure annoncée")
    assert shown(sign_in(a_user()), urgent="oui") == [urgent.reference]


def test_a_meeting(sign_in):
    planned = a_ready_application()
    a_ready_application()
    day = date(2027, 1, 15)
    actions.put_on_agenda(application=planned, meeting_on=day, by=a_user(Role.SECRETARY), now=timezone.now())
    client = sign_in(a_user())
    assert shown(client, seance="2027-01-15") == [planned.reference]
    assert "15\u00a0janvier\u00a02027" in client.get(URL).text


@pytest.mark.parametrize(
    ("days", "words"), [(3, ["7", "15", "30"]), (10, ["15", "30"]), (-1, ["depassee"]), (60, [])], ids=str
)
def test_the_date_on_which_silence_decides(sign_in, days: int, words: list[str]):
    application = a_submitted()
    silence = timezone.localdate() + timedelta(days=days)
    LoanApplication.objects.filter(pk=application.pk).update(implicit_decision_on=silence)
    client = sign_in(a_user())
    assert [word for word in ("7", "15", "30", "depassee") if shown(client, decision=word)] == words
    said = "silence dépassé le" if days < 0 else "sans réponse, refusée le"
    assert (said in client.get(URL).text) == (days <= 15)


@pytest.mark.parametrize(
    "query",
    [
        "etat=x&etat=ready",
        "suivi=0",
        "suivi=%00",
        "partenaire=99999999999999",
        "attend=-3",
        "attend=99999",
        "attend=²",
        "objet=x",
        "seance=31/01/2027",
        "seance=0000-00-00",
        "decision=8",
        "tri=x",
        "tri=pertinence",
        "tri=montant&apres=NaN~3",
        "tri=montant&apres=1e9999~3",
        "tri=decision&apres=~",
        "tri=attente&apres=2026-01-01~3",
        "tri=nom&apres=%00~3",
        "tri=nom&avant=é~²",
        "q=a&apres=99999999999~3",
        "apres=abc~3",
    ],
)
def test_an_odd_address_still_opens(sign_in, query: str):
    a_submitted()
    assert sign_in(a_user()).get(f"{URL}?{query}").status_code == 200


def test_chips_say_what_is_on_and_lead_to_the_list_without_it(sign_in):
    worker = a_user()
    in_review(worker)
    client = sign_in(worker)
    page = client.get(URL, {"suivi": "moi", "etat": ["in_review", "ready"], "attend": "2", "tri": "nom"})
    chips = {chip.label: chip.url for chip in page.context["filters_on"]}
    assert list(chips) == ["En instruction", "Prête", "Suivi par\u00a0: Moi", "Attend depuis 2\u00a0jours"]
    assert chips["Prête"] == "?liste=toutes&etat=in_review&suivi=moi&attend=2&tri=nom"
    assert client.get(URL + chips["Attend depuis 2\u00a0jours"]).context["filters"].waiting is None


def test_nothing_found_leads_to_every_request(sign_in):
    page = sign_in(a_user()).get(URL, {"liste": "preteur", "q": "Benali"})
    assert "Chercher dans toutes les demandes" in page.text
    assert page.context["elsewhere"] == "?liste=toutes&q=Benali"


def test_a_partner_filters_its_own_by_state_and_scheme_alone(sign_in):
    partner, worker = a_partners_user(), a_user()
    mine = in_review(worker, by=partner)
    other = a_submitted()
    client = sign_in(partner)
    for query in ({"partenaire": other.partner_id}, {"suivi": "sans"}, {"suivi": worker.pk}, {"tri": "montant"}):
        assert shown(client, **query) == [mine.reference]
    page = client.get(URL).text
    for word in (
        'name="partenaire"',
        'name="suivi"',
        'name="tri"',
        "export.csv",
        "Garder",
        str(other.partner),
        worker.last_name,
    ):
        assert word not in page
