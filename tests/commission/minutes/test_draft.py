"""What the minutes say of a meeting, from its records alone."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commission.actions import postpone_item
from commission.enums import MeetingState
from commission.minutes.draft import draft
from commission.minutes.records import records_of
from commission.models import Decision, Meeting
from tests.commission.builders import a_meeting, arrive, convened, listed
from tests.commission.letters.builders import REFUSED, a_closed_meeting

from .builders import a_full_meeting


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ")


def test_everything_that_happened_is_told(room):
    meeting = a_full_meeting(room)
    text = draft(records_of(meeting, None))
    session = plain(" ".join(text.session))
    assert "Salle du conseil" in session
    assert "le jour même" in session
    assert "R123-16" in session
    assert "Présidence : Hélène Dubreuil, présidente du CCAS." in session
    said = {person.name: plain(person.presence) for person in text.people}
    chair, _, second, late, away = (str(user) for user in room.everybody)
    assert said[chair] == "Présence"
    assert said[second].startswith("Présence de ")
    assert said[late].startswith("Présence à partir de ")
    assert said[away] == "Absence excusée, pouvoir donné à Membre Numéro 0"
    quorum = plain(" ".join(text.quorum))
    assert "Membres en exercice : 5. Présents à l’ouverture : 3. Il en faut 3" in quorum
    assert "le quorum est atteint" in quorum
    assert "Arrivés ensuite : 1." in quorum
    assert plain(text.end).startswith("L’ordre du jour étant épuisé")

    granted, refused, aside, deferred, put_off = text.points
    assert granted.heading.startswith("Point 1. Demande n°")
    assert "Benali" not in str(text)
    told = plain(" ".join(granted.lines))
    assert "3 pour, 0 contre, 1 abstention" in told
    assert "Adoptée." in told
    assert "Devis à jour" in told
    assert "Présents au moment du vote : 3 ; il en faut 3." in told
    assert plain(granted.decision).endswith("accord partiel de 400 € sur 12 mois, versé au fournisseur.")
    assert plain(granted.reasons[0]) == "Conditions : Devis à jour"
    told = plain(" ".join(refused.lines))
    assert told.index("Rejetée") < told.index("Retirée par la présidence") < told.index("Adoptée")
    assert "refus" in refused.decision
    told = plain(" ".join(aside.lines))
    assert "Hélène Dubreuil n’a pas pris part au débat ni au vote, a quitté la séance." in told
    assert "4, 3 sans les membres en déport, qui ne comptent pas pour le quorum" in told
    assert "Présidence de ce point : Membre Numéro 0." in plain(aside.decision)
    assert "Pièce attendue : Ordonnance" in plain(deferred.reasons[0])
    assert "ajournement jusqu’au" in deferred.decision
    assert put_off.lines[-1] == "Reportée\u00a0: le devis manque."


def test_without_quorum_it_is_a_report_of_failure(room, sign_in):
    planned = a_meeting(room)
    listed(room, planned)
    meeting = convened(room, planned)
    arrive(room, meeting, room.chair)
    postpone_item(item=meeting.items.get(), why="sans quorum", by=room.chair, now=timezone.now())
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.NO_QUORUM, closed_at=timezone.now(), ended_why="Grève des transports"
    )
    text = draft(records_of(meeting, None))
    assert text.title == "Procès-verbal de carence"
    assert "le quorum n’est pas atteint" in plain(" ".join(text.quorum))
    assert "Grève des transports." in text.end
    assert text.points[0].lines[-1] == "Reportée\u00a0: sans quorum."
    page = sign_in(room.chair).get(reverse("commission:minutes", args=[meeting.pk])).content.decode()
    assert "Procès-verbal de carence" in page
    assert sign_in(room.members[0]).get(reverse("commission:minutes", args=[meeting.pk])).status_code == 404


def test_whoever_stepped_aside_reads_a_number(room):
    meeting = a_full_meeting(room)
    text = draft(records_of(meeting, room.chair))
    number = Decision.objects.order_by("pk")[2].number
    assert text.is_partial
    assert text.points[2].pk is None
    assert text.points[2].heading == "Point 3"
    for secret in ("Permis", number, "Parente", "Présidence de ce point"):
        assert secret not in str(text)
    assert "Vélo" in str(text)


def test_the_page_costs_the_same_for_one_case_and_for_three(room, sign_in):
    client, counts = sign_in(room.chair), []
    for motions in ([{}], [{}, REFUSED, {}]):
        address = reverse("commission:minutes", args=[a_closed_meeting(room, *motions).pk])
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
