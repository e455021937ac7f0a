"""Who gets a mail on each event, and that no mail says anything of anybody."""

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from applications.models import LoanApplication
from applications.notices import TO_THE_PERSON, WHO, Event, notices, tell
from harmonie.mail.models import OutgoingMail
from harmonie.mail.sending import message_of
from tests.applications.builders import a_partners_user, a_submitted, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
HOUSE = django_settings.TOWN["email"]
PERSON = "nadia@courriel.example"
TO_PARTNER = {
    Event.ACKNOWLEDGED,
    Event.TAKEN_OVER,
    Event.DOCUMENTS_ASKED,
    Event.MESSAGE,
    Event.ON_AGENDA,
    Event.SENT_TO_LENDER,
    Event.LENDER_PAID,
}
TO_WORKER = {Event.HANDED_IN, Event.ASSIGNED, Event.DOCUMENT_RECEIVED}
TO_BOTH = {Event.OUTCOME, Event.LENDER_ANSWERED}


def written_to(application: LoanApplication, event: Event, by) -> list[str]:
    return [notice.recipient for notice in notices(application, event, by)]


def test_every_event_has_its_readers() -> None:
    assert set(WHO) == set(Event)
    assert TO_PARTNER | TO_WORKER | TO_BOTH | {Event.LETTER} == set(Event)


@pytest.mark.parametrize("event", Event)
def test_who_is_told(event: Event) -> None:
    partner, worker = a_partners_user(), a_user()
    application, colleague = in_review(worker, by=partner, email=PERSON), a_user()
    expected = [partner.email] if event in TO_PARTNER | TO_BOTH else []
    expected += [worker.email] if event in TO_WORKER | TO_BOTH else []
    expected += [PERSON] if event in TO_THE_PERSON else []
    assert written_to(application, event, colleague) == expected


def test_nobody_is_told_what_they_did() -> None:
    worker = a_user()
    application = in_review(worker)
    assert written_to(application, Event.DOCUMENT_RECEIVED, worker) == []
    assert written_to(application, Event.OUTCOME, worker) == [application.referred_by.email]


def test_a_partners_message_goes_to_the_ccas() -> None:
    application = in_review()
    assert written_to(application, Event.MESSAGE, application.referred_by) == [application.worker.email]


def test_while_nobody_follows_it_the_house_is_told() -> None:
    application = a_submitted()
    assert written_to(application, Event.DOCUMENT_RECEIVED, application.referred_by) == [HOUSE]


def test_who_stepped_aside_is_told_nothing() -> None:
    application = in_review()
    application.exclusions.create(user=application.worker, declared_at=timezone.now())
    assert written_to(application, Event.DOCUMENT_RECEIVED, a_user()) == [HOUSE]


def test_when_the_author_left_those_responsible_are_told_else_all() -> None:
    author = a_partners_user()
    application = in_review(by=author)
    one = a_user(partner=author.partner)
    author.is_active = False
    author.save(update_fields=["is_active"])
    application.refresh_from_db()
    assert written_to(application, Event.TAKEN_OVER, a_user()) == [one.email]
    leader = a_user(partner=author.partner, leads_partner=True)
    assert written_to(application, Event.TAKEN_OVER, a_user()) == [leader.email]


@pytest.mark.parametrize("event", Event)
def test_no_personal_detail_is_in_the_mail(event: Event) -> None:
    """Neither names nor figures nor motives, in the subject, the text, the page or the headers."""
    application = in_review(email=PERSON, address="12 rue des Tanneurs")
    application.closing_note = "Dettes de jeu"
    OutgoingMail.objects.update(sent_at=timezone.now())
    tell(application, event, by=a_user(), now=timezone.now())
    mails = list(OutgoingMail.objects.filter(sent_at=None))
    assert mails
    private = [
        "Nadia",
        "Benali",
        "Tanneurs",
        "620",
        "1180",
        "frigérateur",
        "Électro",
        "Dettes",
        str(application.worker),
    ]
    for mail in mails:
        sent = message_of(mail).message()
        headers = " ".join(f"{name}: {value}" for name, value in sent.items() if name != "To")
        for place in (mail.subject, mail.text, mail.html, headers):
            assert [word for word in private if word in place] == []
        assert ("http" in mail.text) == (mail.recipient != PERSON)


def test_the_link_leads_to_the_dossier(settings: object) -> None:
    settings.HARMONIE_URL = "https://credit.rivemont.example"
    application = in_review()
    link = notices(application, Event.TAKEN_OVER, a_user())[0].link
    assert link == f"https://credit.rivemont.example/demandes/{application.reference}/"


def test_the_corridor_tells_at_each_step() -> None:
    """Handed in, taken over: one mail each, to the other side."""
    application = in_review()
    told = list(OutgoingMail.objects.order_by("pk").values_list("recipient", "subject"))
    number = f"Dossier {application.reference}\u00a0: "
    assert told == [
        (HOUSE, f"{number}une nouvelle demande est arrivée"),
        (application.referred_by.email, f"{number}un travailleur social du CCAS suit maintenant la demande"),
    ]
