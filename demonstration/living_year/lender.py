"""The externally lent scheme: sent, granted, refused, paid."""

from datetime import date

from applications import actions as intake
from applications.enums import ClosingReason
from applications.models import LoanApplication

from .. import cases
from ..story import Story, at, like
from .common import ago, someone


def the_lender(story: Story, today: date) -> None:
    """The externally lent scheme at each of its steps. Worked case 7 ends with the lender's refusal."""
    worker, lent = story.people.worker, story.schemes.lent
    source = story.review(cases.VEHICLE, ago(today, 45))
    note = "Le projet coûte 2\u202f400\u202f€\u00a0: le Crédit Harmonie prête 1\u202f000\u202f€ au plus."
    intake.redirect(
        application=source,
        reason=ClosingReason.AMOUNT,
        note=note,
        by=worker,
        now=at(ago(today, 42)),
    )
    project = {
        **cases.VEHICLE.project,
        "description": "Véhicule d’occasion",
        "amount": 2400,
        "months": 30,
    }
    opened = intake.open_under(
        application=source,
        scheme=lent,
        project=project,
        by=worker,
        now=at(ago(today, 41)),
    )
    story.prepare(opened, cases.VEHICLE.assessment, ago(today, 38))
    _send(story, opened, ago(today, 36))
    answer = "Le prêteur estime le reste à vivre insuffisant pour une échéance de 80\u202f€."
    _answer(story, opened, ago(today, 6), ClosingReason.BUDGET, answer)
    people = (
        someone(
            "Céline",
            "Marty",
            date(1991, 9, 1),
            "mobility",
            "Véhicule d’occasion",
            2800,
            36,
        ),
        someone(
            "Adama",
            "Koné",
            date(1988, 8, 8),
            "training",
            "Permis poids lourd",
            1900,
            30,
        ),
        someone(
            "Aurélie",
            "Simon",
            date(1984, 5, 27),
            "housing",
            "Déménagement et caution",
            1200,
            24,
        ),
    )
    sent = [story.ready(like(case), ago(today, 70 - 15 * n), scheme=lent) for n, case in enumerate(people)]
    for application, days in zip(sent, (66, 50, 34), strict=True):
        _send(story, application, ago(today, days))
    for application in sent[:2]:
        _answer(story, application, ago(today, 20), None, "")
    intake.record_lender_disbursement(application=sent[0], by=worker, now=at(ago(today, 10)))


def _send(story: Story, application: LoanApplication, day: date) -> None:
    intake.send_to_lender(application=application, by=story.people.worker, now=at(day, 15))


def _answer(
    story: Story,
    application: LoanApplication,
    day: date,
    reason: ClosingReason | None,
    note: str,
) -> None:
    intake.record_lender_answer(
        application=application,
        granted=reason is None,
        reason=reason,
        note=note,
        by=story.people.worker,
        now=at(day),
    )
