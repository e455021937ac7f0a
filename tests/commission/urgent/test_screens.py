"""The list, the form and its confirmation."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import LoanApplication
from commission.models import Decision, Mandate
from tests.commission.builders import a_ready_case

from .builders import URGENCY, a_delegation

LIST = "commission:urgent"
FORM = {
    "kind": "grant",
    "amount": "300",
    "months": "10",
    "payee": "supplier",
    "urgency": URGENCY,
    "grounds": "",
    "explanation": "",
    "conditions": "Sur facture",
}


@pytest.fixture
def case(room):
    a_delegation()
    return a_ready_case(room, amount=Decimal(300), months=10)


def address(case):
    return reverse("commission:decide_urgently", args=[case.reference])


def form(case, **changes):
    return FORM | {"revision": str(case.revision)} | changes


def test_read_again_then_decided_once(room, case, post):
    page = post(room.chair, address(case), relire="1", **form(case))
    assert page.status_code == 200
    for words in ("Délibération n° 12 du 3 mars", "30\u202f000,00\u202f€", "500\u202f€", URGENCY, "Sur facture"):
        assert words in page.content.decode()
    assert not Decision.objects.exists()
    token = "7a1b8a52-4c5f-4d5f-9f63-0f9a4f2f3d11"
    for _ in range(2):
        answer = post(room.chair, address(case), token=token, **form(case))
        assert answer.status_code == 302
        assert answer.url == reverse("commission:decision", args=[Decision.objects.get().number])
    assert Decision.objects.get().conditions == "Sur facture"
    assert post(room.chair, address(case), **form(case)).status_code == 404  # decided: no longer to be


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"urgency": ""}, "ne peut pas attendre la prochaine séance"),
        ({"amount": "501"}, "La délégation s’arrête à 500\u202f€"),
        ({"amount": "9" * 300}, "trop grand"),
        ({"amount": "250"}, "la lettre explique"),
        ({"kind": "defer"}, "Choisissez"),
        ({"months": "٣٦٥"}, "durée"),
        ({"urgency": "a\x00b"}, "caract"),
        ({"kind": "refuse", "grounds": "nimporte"}, ""),
        ({"revision": "x"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(room, case, post, changes, words):
    case_asking_more = a_ready_case(room) if changes.get("amount") == "501" else case
    page = post(room.chair, address(case_asking_more), relire="1", **form(case_asking_more, **changes))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "Sur facture" in page.content.decode()
    assert not Decision.objects.exists()


def test_a_dossier_changed_meanwhile_is_said(room, case, post):
    LoanApplication.objects.filter(pk=case.pk).update(revision=case.revision + 1)
    page = post(room.chair, address(case), **form(case))
    assert page.status_code == 409
    assert f'value="{case.revision + 1}"' in page.content.decode()
    assert post(room.chair, address(case), **form(case, revision=str(case.revision + 1))).status_code == 302


def test_it_exists_only_for_whom_the_delegation_names(room, case, sign_in, post):
    for user in (room.members[0], room.secretary, room.worker):
        assert sign_in(user).get(reverse(LIST)).status_code == 404
        assert sign_in(user).get(address(case)).status_code == 404
        assert post(user, address(case), **form(case)).status_code == 404
    chair = sign_in(room.chair)
    assert case.reference in chair.get(reverse(LIST)).content.decode()
    for user, there in ((room.chair, True), (room.members[0], False)):
        assert (reverse(LIST) in sign_in(user).get(reverse("commission:meetings")).content.decode()) == there
    assert chair.get(address(case)).status_code == 200
    assert chair.post(reverse(LIST)).status_code == 405
    Mandate.objects.get(user=room.chair).linked_partners.add(case.partner)
    assert case.reference not in chair.get(reverse(LIST)).content.decode()
    assert chair.get(address(case)).status_code == 404


def test_urgent_ones_first_at_the_same_cost(room, case, sign_in, django_assert_num_queries):
    chair = sign_in(room.chair)
    chair.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        chair.get(reverse(LIST))
    urgent, _ = a_ready_case(room), a_ready_case(room)
    LoanApplication.objects.filter(pk=urgent.pk).update(is_urgent=True)
    with django_assert_num_queries(len(one)):
        page = chair.get(reverse(LIST)).content.decode()
    assert page.index(urgent.reference) < page.index(case.reference)
