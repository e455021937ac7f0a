"""One field for what one may see: by name with a slip, by number straight to its page, nothing of other people's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications import actions as intake
from commission import actions as meetings
from commission import deciding
from harmonie.accounts.models import Partner
from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry
from reporting.search.asked import Asked
from reporting.search.finding import groups_for, straight_to
from tests.applications.builders import a_partners_user, a_submitted, an_open_scheme
from tests.builders import a_user
from tests.story import (
    MEETING_AT,
    House,
    a_house,
    a_motion,
    a_person,
    a_ready_case,
    a_vote,
    an_active_loan,
    an_open_meeting,
)

pytestmark = pytest.mark.django_db
PAGE, OPTIONS = "/recherche/", "/recherche/propositions/"


def search(browser, text, page=PAGE):
    return browser.get(page, {"q": text})


def test_who_may_come_in(client, sign_in):
    reader, roleless = sign_in(a_user()), a_user()
    roleless.groups.clear()
    stranger = sign_in(roleless)
    for page in (PAGE, OPTIONS):
        assert search(client, "nadia", page).status_code == 302
        assert reader.post(page).status_code == 405
        assert search(stranger, "nadia", page).status_code == 404


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def world(house):
    """A loan, its dossier and its decision; who may know of it, and who may not."""
    case = a_ready_case(house, name="Quetsche")
    meeting = an_open_meeting(house, case)
    item = meeting.items.get()
    meetings.declare_recusal(item=item, member=house.members[0], reason="Parente", now=MEETING_AT)
    motion = a_motion(house, item)
    for member in house.members[1:3]:
        a_vote(motion, member)
    decision = deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)
    loan = an_active_loan(house, decision)
    elsewhere = Partner.objects.create(name="Le Relais", city="Ailleurs")
    apart = [a_person("apart", Role.SOCIAL_WORKER), a_person("apart2", Role.FINANCE)]
    for one in apart:
        intake.exclude_reader(application=case, user=one, now=MEETING_AT)
    return {
        "item": item,
        "case": case,
        "decision": decision,
        "loan": loan,
        "numbers": [case.reference, decision.number, loan.reference, f"EC-{loan.reference}-1", f"AR-{case.reference}"],
        "blind": [
            a_person("relais", Role.PARTNER, partner=elsewhere),
            a_person("seule", Role.PARTNER),
            a_person("ailleurs", Role.COMMISSION_MEMBER),
            house.members[0],
            a_person("admin", Role.ADMINISTRATOR),
            *apart,
        ],
    }


def test_a_number_leads_straight_to_its_page(world, house, sign_in):
    detail = reverse("applications:detail", args=[world["case"].reference])
    loan = reverse("loans:detail", args=[world["loan"].reference])
    decision = reverse("commission:decision", args=[world["decision"].number])
    case = reverse("commission:case", args=[world["item"].pk])
    dossier, number, lent, *_ = world["numbers"]
    for person, text, url in (
        (house.worker, dossier, detail),
        (house.referrer, f"AR-{dossier}", detail),
        (house.finance, lent.lower(), loan),
        (house.members[1], dossier, case),
        (house.members[1], number, decision),
        (house.chair, f"LD-{number}", decision),
        (a_person("controle", Role.AUDITOR), number, f"{reverse('commission:register')}?annee={number[1:5]}"),
    ):
        answer = search(sign_in(person), text)
        assert (answer.status_code, answer.url) == (302, url), (person, text)
        assert sign_in(person).get(url).status_code == 200


def test_nothing_of_a_stranger_is_found_and_a_wrong_number_answers_alike(world, sign_in):
    for person in world["blind"]:
        assert found(person, "quetshe Benali") == ([], ""), person
        for text in world["numbers"]:
            assert found(person, text) == ([], ""), (person, text)
        known = world["case"].reference
        counts = [questions(person, text) for text in (known, known.replace("2026-0", "2026-9"))]
        assert counts[0] == counts[1], person
    for page, sign in ((PAGE, "todo-item"), (OPTIONS, "data-url")):
        answer = search(sign_in(world["blind"][0]), world["case"].reference, page)
        assert (answer.status_code, sign in answer.text) == (200, False)
    assert not AccessEntry.objects.filter(user__in=world["blind"]).exists()


def found(person, text) -> tuple[list, str]:
    asked = Asked.read(text)
    return groups_for(person, asked), straight_to(person, asked)


def questions(person, text) -> int:
    with CaptureQueriesContext(connection) as queries:
        found(person, text)
    return len(queries)


def cost(browser, text) -> int:
    with CaptureQueriesContext(connection) as queries:
        search(browser, text)
    return len(queries)


def test_members_and_auditors_find_no_name(world, house, sign_in):
    for person in (house.members[1], house.chair, a_person("controle", Role.AUDITOR)):
        for text in ("Quetsche", "Benali"):
            assert "todo-item" not in search(sign_in(person), text).text
    options = search(sign_in(house.members[1]), world["case"].reference, OPTIONS).text
    assert "data-url" in options
    assert "Quetsche" not in options


def test_people_are_found_as_their_list_finds_them(sign_in):
    scheme = an_open_scheme()
    partner, worker, clerk = a_partners_user(), a_user(), a_user(Role.FINANCE)
    for number in range(6):
        a_submitted(partner, scheme=scheme, last_name=f"Delécluse {'abcdef'[number]}")
    for browser in (sign_in(partner), sign_in(worker)):
        page = search(browser, "delecluze").text
        assert page.count("todo-item") == 5
        more = page.partition('<a href="/demandes/?')[2].partition('"')[0].replace("&amp;", "&")
        assert browser.get(f"/demandes/?{more}").text.count('"row-link"') == 6
    assert "todo-item" not in search(sign_in(clerk), "delecluze").text
    once = cost(sign_in(worker), "delecluse a")
    assert cost(sign_in(worker), "delecluse") == once
    assert not AccessEntry.objects.exists()


def test_the_administration_finds_partners_and_people(sign_in):
    a_user(last_name="Ben Saïd", partner=Partner.objects.create(name="Maison des familles", city="Saint-Aubin"))
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    assert "Maison des familles" in search(admin, "maison familes").text
    assert "Ben Saïd" in search(admin, "claire bensaid said").text or "Ben Saïd" in search(admin, "said").text
    assert "Ben Saïd" not in search(sign_in(a_user()), "said").text


def test_a_day_leads_to_its_meeting(house, sign_in):
    an_open_meeting(house, a_ready_case(house))
    for text in ("11/06/2026", "11 juin 2026"):
        assert "Séance du 11\u00a0juin\u00a02026" in search(sign_in(house.members[1]), text).text
    outsider = sign_in(a_person("ailleurs", Role.COMMISSION_MEMBER))
    assert "Séance du" not in search(outsider, "11/06/2026").text


ODD = ("", "e", "😀" * 200, "a" * 300, "\0", "\u202eabc", "%_'", "<b>gras</b>", "9" * 40, "31/12/9999", "01/01/0001")


def test_odd_words_find_nothing_and_break_nothing(sign_in):
    a_submitted(now=timezone.now())
    browser = sign_in(a_user(Role.SOCIAL_WORKER, Role.FINANCE, Role.ADMINISTRATOR))
    for text in ODD:
        answer = search(browser, text, OPTIONS)
        assert answer.status_code == 200, text
        assert "data-url" not in answer.text
    assert "<b>gras" not in search(browser, "<b>gras</b>").text
