"""The externally lent scheme: being prepared, sent, granted, refused, given up, paid, settled."""

from datetime import date

from applications import actions as intake
from applications.enums import ClosingReason
from applications.lender import actions as lender
from applications.lender.enums import Channel
from applications.models import DocumentRequirement, LenderLoan, LoanApplication

from .. import cases
from ..story import Case, Story, at
from .common import ago, someone
from .specimens import bring

# What the lender wants beside what the CCAS asks of everybody.
WANTED = ("Formulaire du Crédit municipal, signé", "Relevés de compte des trois derniers mois", "Mandat de prélèvement")
SEEN_THERE = "Les autres pièces ont été remises au guichet du Crédit municipal."


def the_lender(story: Story, today: date) -> None:
    """The externally lent scheme at each of its steps. Worked case 7 ends with the lender's refusal."""
    wanted = [
        DocumentRequirement.objects.create(scheme=story.schemes.lent, label=label, position=50 + place)
        for place, label in enumerate(WANTED)
    ]
    _case_7(story, today, wanted)
    _under_way(story, today, wanted)
    _repaid(story, today, wanted)


def _case_7(story: Story, today: date, wanted: list[DocumentRequirement]) -> None:
    worker, source = story.people.worker, story.review(cases.VEHICLE, ago(today, 45))
    note = "Le projet coûte 2\u202f400\u202f€\u00a0: le Crédit Harmonie prête 1\u202f000\u202f€ au plus."
    intake.redirect(application=source, reason=ClosingReason.AMOUNT, note=note, by=worker, now=at(ago(today, 42)))
    project = {**cases.VEHICLE.project, "description": "Véhicule d’occasion", "amount": 2400, "months": 30}
    opened = intake.open_under(
        application=source, scheme=story.schemes.lent, project=project, by=worker, now=at(ago(today, 41))
    )
    bring(opened, wanted, worker, at(ago(today, 40)))
    story.prepare(opened, cases.VEHICLE.assessment, ago(today, 38))
    _send(story, opened, ago(today, 36))
    answer = (
        "Le prêteur ne compte pas la prime d’activité\u00a0: il resterait 25,80\u202f€ par mois après l’échéance "
        "de 84,20\u202f€, en dessous de son minimum de 150\u202f€."
    )
    intake.record_lender_answer(
        application=opened,
        granted=False,
        reason=ClosingReason.BUDGET,
        note=answer,
        blocking_criterion="remainder",
        by=worker,
        now=at(ago(today, 6)),
    )


def _under_way(story: Story, today: date, wanted: list[DocumentRequirement]) -> None:
    """One to send, with a document missing; one that waits; one granted; one given up."""
    ready = _made_ready(
        story, someone("Noé", "Bertrand", date(1995, 4, 2), "training", "Permis B", 1500, 24), today, 12
    )
    bring(ready, wanted[:2], story.people.worker, at(ago(today, 11)))
    moving = someone("Aurélie", "Simon", date(1984, 5, 27), "housing", "Déménagement et caution", 1200, 24)
    waiting = _made_ready(story, moving, today, 40)
    bring(waiting, wanted, story.people.worker, at(ago(today, 38)))
    _send(story, waiting, ago(today, 34))
    heavy = someone("Adama", "Koné", date(1988, 8, 8), "training", "Permis poids lourd", 1900, 30)
    granted = _made_ready(story, heavy, today, 55)
    bring(granted, wanted, story.people.worker, at(ago(today, 52)))
    _granted(story, granted, today, sent=50, answered=20)
    left = someone("Mélissa", "Garnier", date(1999, 2, 11), "mobility", "Scooter", 900, 12)
    leaving = _made_ready(story, left, today, 62)
    _granted(story, leaving, today, sent=58, answered=30)
    intake.abandon_at_lender(
        application=leaving,
        reason=ClosingReason.ABANDONED,
        note="Madame a trouvé un emploi près de chez elle\u00a0: le scooter n’est plus nécessaire.",
        by=story.people.worker,
        now=at(ago(today, 24)),
    )


def _repaid(story: Story, today: date, wanted: list[DocumentRequirement]) -> None:
    """One just paid; one with a late payment, half of its interest paid; one settled, with all of it."""
    car = someone("Céline", "Marty", date(1991, 9, 1), "mobility", "Véhicule d’occasion", 2800, 36)
    paid = _made_ready(story, car, today, 70)
    bring(paid, wanted, story.people.worker, at(ago(today, 67)))
    _lent(story, paid, today, sent=66, answered=20, paid_out=10)
    late = _lent(
        story,
        _made_ready(
            story, someone("Karim", "Haddad", date(1979, 6, 14), "health", "Appareil auditif", 1400, 24), today, 250
        ),
        today,
        sent=240,
        answered=215,
        paid_out=200,
    )
    _interest_paid(story, late, today, 170)
    lender.note_late_payment(
        loan=late, why="échéance de septembre, 9 jours", by=story.people.worker, now=at(ago(today, 60))
    )
    done = someone("Sabrina", "Lopez", date(1986, 12, 3), "housing", "Dépôt de garantie", 900, 12)
    settled = _lent(story, _made_ready(story, done, today, 480), today, sent=470, answered=440, paid_out=430)
    _interest_paid(story, settled, today, 400)
    day = ago(today, 62)
    lender.settle_lender_loan(loan=settled, settled_on=day, by=story.people.worker, now=at(day))
    _interest_paid(story, settled, today, 40)


def _made_ready(story: Story, case: Case, today: date, days: int) -> LoanApplication:
    return story.ready(case, ago(today, days), scheme=story.schemes.lent)


def _send(story: Story, application: LoanApplication, day: date) -> None:
    intake.send_to_lender(
        application=application,
        channel=Channel.PLATFORM,
        missing_why=SEEN_THERE,
        by=story.people.worker,
        now=at(day, 15),
    )


def _granted(story: Story, application: LoanApplication, today: date, *, sent: int, answered: int) -> None:
    _send(story, application, ago(today, sent))
    intake.record_lender_answer(
        application=application,
        granted=True,
        reason=None,
        note="",
        by=story.people.worker,
        now=at(ago(today, answered)),
    )


def _lent(
    story: Story, application: LoanApplication, today: date, *, sent: int, answered: int, paid_out: int
) -> LenderLoan:
    _granted(story, application, today, sent=sent, answered=answered)
    now = at(ago(today, paid_out))
    intake.record_lender_disbursement(application=application, by=story.people.worker, now=now)
    return LenderLoan.objects.select_related("application").get(application=application)


def _interest_paid(story: Story, loan: LenderLoan, today: date, days: int) -> None:
    """The département pays the part that is due first."""
    day = ago(today, days)
    part = loan.subsidies.filter(paid_on=None).first()
    lender.mark_interest_paid(subsidy=part, paid_on=day, by=story.people.finance, now=at(day))
