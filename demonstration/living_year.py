"""A year around today: requests in every state, a meeting under way, loans repaid, loans behind."""

from datetime import date, timedelta

from applications import actions as intake
from applications.enums import ClosingReason
from applications.models import LoanApplication
from commission import actions as meetings
from commission.enums import Grounds, MotionKind, Presence
from harmonie.calendar import add_months
from loans import actions as loans
from loans.enums import CancelReason, Channel

from . import cases
from .books import draw_up, instalments, lend, pay_out, repay, sign
from .story import Case, Story, at, like, weekday


def someone(
    first_name: str,
    last_name: str,
    born: date,
    purpose: str,
    description: str,
    amount: int,
    months: int,
) -> Case:
    """One more household like many, so that the lists look as they do in a town."""
    return Case(first_name, last_name, born, purpose, description, amount, months)


def tell(story: Story, today: date) -> None:
    """From the oldest meeting to the one that is open now."""
    envelope_nearly_spent(story, today)
    a_settled_year(story, today)
    arrears(story, today)
    sharp_votes(story, today)
    deferred = refused_and_deferred(story, today)
    contracts(story, today, deferred)
    fresh_decisions(story, today)
    the_lender(story, today)
    intake_desk(story, today)
    open_meeting(story, today)
    next_meetings(story, today)


def ago(today: date, days: int) -> date:
    return weekday(today - timedelta(days=days))


def _ready(story: Story, day: date, *people: Case) -> list[LoanApplication]:
    """Files ready for the meeting of `day`, received one after the other in the three weeks before."""
    return [
        story.ready(
            case,
            weekday(day - timedelta(days=21 - 2 * place)),
            ready_on=day - timedelta(days=8),
        )
        for place, case in enumerate(people)
    ]


def envelope_nearly_spent(story: Story, today: date) -> None:
    """Worked case 12, at a tenth: 2 600 € engaged of 3 000 €, 700 € asked, 400 € granted."""
    day, finance = date(today.year - 3, 12, 9), story.people.finance
    first = [
        someone(
            "Patricia",
            "Meunier",
            date(1976, 3, 4),
            "housing",
            "Dépôt de garantie",
            1000,
            12,
        ),
        someone(
            "Joël",
            "Barbier",
            date(1969, 8, 30),
            "mobility",
            "Réparation de voiture",
            1000,
            18,
        ),
        someone("Awa", "Traoré", date(1990, 2, 2), "appliances", "Cuisinière", 600, 10),
        someone(
            "Denis",
            "Faure",
            date(1984, 11, 17),
            "mobility",
            "Permis de conduire",
            700,
            12,
        ),
    ]
    meeting, items = story.hold(day, _ready(story, day, *first))
    short = {
        "grounds": Grounds.ENVELOPE,
        "explanation": "Il ne reste que 400\u202f€ dans l’enveloppe de l’exercice.",
    }
    decisions = [story.decide(item, day) for item in items[:3]]
    decisions.append(story.decide(items[3], day, amount=400, **short))
    for decision in decisions:
        repay(lend(decision, finance), finance, today)
    story.close(meeting, day)


def a_settled_year(story: Story, today: date) -> None:
    """Loans that came to their end: two on their dates, one early."""
    day, finance = ago(today, 400), story.people.finance
    people = [
        someone("Chantal", "Royer", date(1971, 1, 25), "appliances", "Lave-linge", 480, 8),
        someone(
            "Mehdi",
            "Saïdi",
            date(1995, 6, 6),
            "mobility",
            "Scooter d’occasion",
            900,
            10,
        ),
        someone(
            "Gaëlle",
            "Le Goff",
            date(1989, 4, 18),
            "training",
            "Inscription à un concours",
            300,
            12,
        ),
        someone(
            "René",
            "Blanchard",
            date(1957, 10, 10),
            "health",
            "Appareil auditif",
            950,
            18,
        ),
    ]
    meeting, items = story.hold(day, _ready(story, day, *people), absent=story.people.members[2:3])
    for item in items[:2]:
        repay(lend(story.decide(item, day), finance), finance, today)
    early = lend(story.decide(items[2], day, "PPPCA"), finance)
    _settle_early(early, story, instalments(early)[3].due_on)
    budget = {
        "grounds": Grounds.BUDGET,
        "explanation": "Les soins peuvent être pris en charge\u00a0: voir la mutuelle.",
    }
    story.decide(items[3], day, "PPPCC", kind=MotionKind.REFUSE, **budget)
    story.close(meeting, day)


def _settle_early(loan, story: Story, day: date) -> None:
    repay(loan, story.people.finance, day)
    loans.record_repayment(
        loan=loan,
        amount=loans.outstanding(loan),
        channel=Channel.CARD,
        value_on=day,
        by=story.people.finance,
        now=at(day, 15),
    )


def arrears(story: Story, today: date) -> None:
    """Worked case 13 (four paid, three missed), beside loans that are repaid as agreed."""
    finance, first_due_on = (
        story.people.finance,
        add_months(today - timedelta(days=10), -6),
    )
    day = weekday(first_due_on - timedelta(days=45))
    people = [
        cases.LATE,
        cases.standard(today),
        someone(
            "Yves",
            "Carpentier",
            date(1978, 7, 22),
            "mobility",
            "Pneus et freins",
            450,
            15,
        ),
        someone(
            "Maryam",
            "Haddad",
            date(1992, 12, 28),
            "family",
            "Frais d’obsèques",
            990,
            18,
        ),
        someone("Loïc", "Prigent", date(1986, 5, 16), "appliances", "Réfrigérateur", 390, 13),
    ]
    meeting, items = story.hold(day, _ready(story, day, *people))
    late, *others = [lend(story.decide(item, day, "PPPPPA"), finance, first_due_on) for item in items]
    repay(late, finance, today, missed=(5, 6, 7))
    repay(others[0], finance, today)
    repay(others[1], finance, today, missed=(7,))
    repay(others[2], finance, today, missed=(7,))
    _part_payment(others[2], story, today - timedelta(days=5))
    repay(others[3], finance, today, missed=(3,))
    _bounced(others[3], story, instalments(others[3])[2].due_on)
    story.close(meeting, day)


def _part_payment(loan, story: Story, day: date) -> None:
    loans.record_repayment(
        loan=loan,
        amount=20,
        channel=Channel.CASH,
        value_on=day,
        by=story.people.finance,
        now=at(day, 11),
    )


def _bounced(loan, story: Story, day: date) -> None:
    """A cheque recorded, then rejected by the bank, then paid in cash."""
    act = {"by": story.people.finance}
    amount = instalments(loan)[2].amount
    entry = loans.record_repayment(
        loan=loan,
        amount=amount,
        channel=Channel.CHEQUE,
        value_on=day,
        now=at(day, 11),
        **act,
    )
    loans.reverse_entry(
        entry=entry,
        why="Chèque rejeté par la banque",
        now=at(day + timedelta(days=6), 10),
        **act,
    )
    day += timedelta(days=9)
    loans.record_repayment(
        loan=loan,
        amount=amount,
        channel=Channel.CASH,
        value_on=day,
        now=at(day, 11),
        **act,
    )


def sharp_votes(story: Story, today: date) -> None:
    """Worked cases 3 and 10: the smallest amount, a recusal, a tie, a quorum that is lost."""
    day, finance = ago(today, 120), story.people.finance
    excused = story.people.members[0]
    applications = _ready(story, day, cases.MINIMUM, cases.TIED)
    recused = story.ready(cases.OF_THE_CHAIRED_PARTNER, ago(today, 133), by=story.people.other_partner)
    postponed = story.ready(
        someone(
            "Nicolas",
            "Ferrand",
            date(1983, 3, 13),
            "appliances",
            "Four et plaques",
            410,
            12,
        ),
        ago(today, 131),
    )
    meeting, items = story.hold(day, [*applications, recused, postponed], absent=(excused,))
    smaller = {
        "months": 6,
        "explanation": "Six échéances de 16,67\u202f€ plutôt que dix-huit de moins de 6\u202f€.",
    }
    granted = [
        story.decide(items[0], day, **smaller),
        story.decide(items[1], day, "PPCCA"),
        story.decide(items[2], day, "PPPP"),
    ]
    for decision in granted[:2]:
        repay(lend(decision, finance), finance, today)
    lapsed = draw_up(granted[2], finance, day + timedelta(days=5))
    loans.cancel_loan(
        loan=lapsed,
        reason=CancelReason.NOT_SIGNED,
        by=finance,
        now=at(lapsed.sign_before + timedelta(days=2)),
    )
    _quorum_lost(story, meeting, items[3], day)
    story.close(meeting, day)


def _quorum_lost(story: Story, meeting, item, day: date) -> None:
    for member in story.people.members[1:3]:
        meetings.record_presence(
            seat=meeting.seats.get(user=member),
            presence=Presence.LEFT,
            by=story.people.secretary,
            now=at(day, 15, 30),
        )
    meetings.postpone_item(
        item=item,
        why="le quorum n’est plus atteint",
        by=story.people.chair,
        now=at(day, 15, 35),
    )


def refused_and_deferred(story: Story, today: date) -> LoanApplication:
    """Worked cases 6 and 11, the case put off last time, and loans on their way. Gives the deferred request."""
    day, finance = ago(today, 55), story.people.finance
    again = LoanApplication.objects.get(applicant__last_name="Ferrand", state="ready")
    people = [
        cases.WITHOUT_EARNINGS,
        cases.OVER_INDEBTED,
        someone(
            "Pauline",
            "Gosset",
            date(1999, 9, 14),
            "training",
            "Matériel de coiffure",
            520,
            13,
        ),
    ]
    meeting, items = story.hold(day, [*_ready(story, day, *people), again])
    refusal = (
        "Une fois les charges payées, il reste 5\u202f€ par mois. "
        "L’aide à l’équipement, qui ne se rembourse pas, est proposée."
    )
    story.decide(
        items[0],
        day,
        "PPPPC",
        kind=MotionKind.REFUSE,
        grounds=Grounds.OTHER_HELP,
        explanation=refusal,
    )
    wait = "L’accord de la commission de surendettement est attendu."
    story.decide(items[1], day, kind=MotionKind.DEFER, grounds=Grounds.DOCUMENT, explanation=wait)
    for item in items[2:]:
        loan = lend(story.decide(item, day), finance)
        repay(loan, finance, today)
    story.close(meeting, day)
    return items[1].application


def contracts(story: Story, today: date, deferred: LoanApplication) -> None:
    """Grants at every step of their contract: to sign, to pay out, paid, renounced. Worked cases 2 and 11."""
    day, finance = ago(today, 27), story.people.finance
    story.prepare(
        deferred,
        f"{cases.OVER_INDEBTED.assessment} L’accord est arrivé.",
        day - timedelta(days=9),
    )
    people = [
        cases.maximum(today),
        someone(
            "Florian",
            "Masson",
            date(1997, 2, 11),
            "mobility",
            "Permis de conduire",
            850,
            17,
        ),
        someone(
            "Bernadette",
            "Huet",
            date(1962, 8, 3),
            "health",
            "Prothèse dentaire",
            730,
            15,
        ),
        someone("Ousmane", "Bâ", date(1985, 11, 30), "housing", "Dépôt de garantie", 670, 12),
    ]
    meeting, items = story.hold(day, [*_ready(story, day, *people), deferred])
    decisions = [story.decide(item, day, "PPPPPC") for item in items]
    opened = day + timedelta(days=4)
    draw_up(decisions[0], finance, opened, next_31_january(opened))
    draw_up(decisions[1], finance, opened)
    sign(draw_up(decisions[2], finance, opened), finance, opened + timedelta(days=6))
    renounced = draw_up(decisions[3], finance, opened)
    loans.cancel_loan(
        loan=renounced,
        reason=CancelReason.RENOUNCED,
        by=finance,
        now=at(opened + timedelta(days=8)),
    )
    signed = sign(draw_up(decisions[4], finance, opened), finance, opened + timedelta(days=4))
    pay_out(signed, finance, opened + timedelta(days=9))
    story.close(meeting, day)


def next_31_january(day: date) -> date:
    """Worked case 2: an anchor on a 31st, so that February and April show their last day."""
    this_year = date(day.year, 1, 31)
    return this_year if this_year > day else date(day.year + 1, 1, 31)


def fresh_decisions(story: Story, today: date) -> None:
    """Decided last week: letters to issue, agreements to prepare."""
    day = ago(today, 8)
    people = [
        someone(
            "Samira",
            "Oukaci",
            date(1990, 10, 21),
            "appliances",
            "Lit et matelas",
            560,
            14,
        ),
        someone(
            "Damien",
            "Collet",
            date(1987, 6, 29),
            "mobility",
            "Réparation de voiture",
            940,
            18,
        ),
        someone(
            "Ginette",
            "Poirier",
            date(1955, 1, 13),
            "housing",
            "Volet et serrure",
            240,
            8,
        ),
        someone(
            "Hugo",
            "Vallet",
            date(2001, 3, 23),
            "training",
            "Ordinateur portable",
            900,
            18,
        ),
    ]
    meeting, items = story.hold(day, _ready(story, day, *people), absent=story.people.members[3:4])
    story.decide(items[0], day)
    less = {
        "grounds": Grounds.BUDGET,
        "explanation": "Une échéance plus basse laisse de quoi vivre chaque mois.",
    }
    story.decide(items[1], day, "PPPCA", amount=700, **less)
    story.decide(items[2], day, "PPPP")
    elsewhere = "Le micro-crédit départemental couvre l’ordinateur et la formation ensemble."
    story.decide(
        items[3],
        day,
        kind=MotionKind.REDIRECT,
        target_scheme=story.schemes.lent,
        grounds=Grounds.OTHER_SCHEME,
        explanation=elsewhere,
    )
    story.close(meeting, day)


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


def intake_desk(story: Story, today: date) -> None:
    """What the social worker finds on the desk this week."""
    partner, other, worker = (
        story.people.partner,
        story.people.other_partner,
        story.people.worker,
    )
    story.draft(
        someone(
            "Lucie",
            "Charrier",
            date(1994, 1, 31),
            "family",
            "Voyage pour un deuil",
            320,
            8,
        ),
        ago(today, 1),
    )
    # Worked case 8: one person, two spellings, two partners.
    story.refer(cases.TWICE, ago(today, 7), by=partner)
    story.refer(
        like(cases.TWICE, first_name="Fatou", last_name="Dialo", amount=400),
        ago(today, 3),
        by=other,
    )
    # Worked case 8, the loan that is running.
    story.review(
        someone(
            "Yves",
            "Carpantier",
            date(1978, 7, 22),
            "appliances",
            "Télévision et meuble",
            350,
            10,
        ),
        ago(today, 12),
        by=other,
    )
    # Worked case 4.
    story.review(cases.AT_THE_CEILING, ago(today, 6))
    # Worked case 5: one cent too much, and a birthday that changes the household's limit.
    above = story.review(cases.COUPLE_ABOVE, ago(today, 30))
    limit = "Les revenus d’activité dépassent le plafond du foyer, 1\u202f970,74\u202f€, d’un centime."
    intake.declare_inadmissible(
        application=above,
        reason=ClosingReason.CEILING,
        note=limit,
        by=worker,
        now=at(ago(today, 26)),
    )
    birthday = ago(today, 9)
    story.review(cases.fourteen_today(birthday), birthday)
    # Worked case 9: a partner seated elsewhere may refer a resident; a resident of elsewhere is sent on.
    story.refer(
        someone(
            "Maëva",
            "Robin",
            date(2000, 7, 7),
            "housing",
            "Caution d’un studio",
            600,
            15,
        ),
        ago(today, 2),
        by=other,
    )
    elsewhere = story.refer(cases.ELSEWHERE, ago(today, 16), by=other)
    away = "Monsieur habite Saint-Aubin\u00a0: le CCAS de Saint-Aubin reçoit sa demande, avec son accord."
    intake.declare_inadmissible(
        application=elsewhere,
        reason=ClosingReason.RESIDENCE,
        note=away,
        by=worker,
        now=at(ago(today, 14)),
    )
    _awaiting(story, today)
    _without_sequel(story, today)


def _awaiting(story: Story, today: date) -> None:
    awaited = {
        "Le dernier bulletin de salaire de Monsieur, par L’Escale.": someone(
            "Mathis",
            "Legrand",
            date(1996, 10, 5),
            "mobility",
            "Réparation de voiture",
            480,
            12,
        ),
        "Le devis du dentiste et l’attestation de la mutuelle.": someone(
            "Zohra", "Amrani", date(1964, 3, 19), "health", "Couronne dentaire", 650, 13
        ),
    }
    for place, (pieces, case) in enumerate(awaited.items()):
        application = story.review(case, ago(today, 15 - 4 * place))
        intake.request_documents(
            application=application,
            awaited=pieces,
            by=story.people.worker,
            now=at(ago(today, 13 - 4 * place)),
        )


def _without_sequel(story: Story, today: date) -> None:
    case = someone(
        "Sophie",
        "Rémy",
        date(1980, 12, 24),
        "accident",
        "Remplacement d’un vélo volé",
        280,
        7,
    )
    application = story.review(case, ago(today, 33))
    intake.withdraw(
        application=application,
        reason=ClosingReason.ABANDONED,
        note="L’assurance rembourse le vélo\u00a0: Madame n’a plus besoin du prêt.",
        by=story.people.worker,
        now=at(ago(today, 28)),
    )


def open_meeting(story: Story, today: date) -> None:
    """Today's meeting: two cases at the vote, two to come; one member is away and gave a proxy."""
    people = [
        cases.WAITING_FOR_A_VOTE,
        someone(
            "Quentin",
            "Lemoine",
            date(1998, 5, 9),
            "mobility",
            "Scooter pour le travail",
            900,
            18,
        ),
        someone(
            "Amina",
            "Cherif",
            date(1983, 2, 14),
            "appliances",
            "Lave-vaisselle adapté",
            440,
            11,
        ),
    ]
    ready = _ready(story, today, *people)
    linked = someone(
        "Kévin",
        "Dupuis",
        date(1995, 4, 4),
        "training",
        "Chaussures et tenue de chantier",
        180,
        6,
    )
    ready.append(story.ready(linked, ago(today, 17), by=story.people.other_partner))
    meeting = story.plan(today, ready, ago(today, 7), hour=9)
    story.convene(meeting, ago(today, 7))
    away, holder = story.people.members[3], story.people.members[1]
    story.seat(meeting, today, 9, (away,))
    seats = {seat.user_id: seat for seat in meeting.seats.all()}
    meetings.give_proxy(
        giver=seats[away.pk],
        holder=seats[holder.pk],
        by=story.people.secretary,
        now=at(today, 9, 6),
    )
    items = list(meeting.items.select_related("application__project"))
    first = story.put(items[0], today, hour=9, minute=10)
    story.vote(first, "P", today, hour=9, minute=12)
    story.put(items[1], today, hour=9, minute=20)


def next_meetings(story: Story, today: date) -> None:
    """What can be put on an agenda, the meeting of next week, and worked case 14 in January."""
    people = [
        someone(
            "Clara",
            "Jourdan",
            date(1992, 6, 1),
            "mobility",
            "Contrôle technique et pneus",
            390,
            10,
        ),
        someone("Ibrahim", "Sow", date(1979, 9, 27), "housing", "Dépôt de garantie", 750, 15),
    ]
    listed = [story.ready(case, ago(today, 11)) for case in people]
    soon = today + timedelta(days=5)
    story.plan(
        soon + timedelta(days=(7 - soon.weekday()) % 7 if soon.weekday() > 4 else 0),
        listed,
        ago(today, 1),
    )
    story.ready(cases.COUPLE_BELOW, ago(today, 10))
    story.ready(
        someone(
            "Aline",
            "Bouvier",
            date(1986, 7, 19),
            "health",
            "Lunettes des enfants",
            260,
            8,
        ),
        ago(today, 5),
    )
    before = story.ready(cases.BEFORE_THE_CHANGE, ago(today, 4), ready_on=ago(today, 2))
    story.plan(date(today.year + 1, 1, 15), [before], ago(today, 1))
