"""What two tables of one report tell about the same people is hidden in both, or a difference would tell it."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from commission.enums import Outcome
from reporting.bilan.question import Question
from reporting.bilan.tables import Kind, Row, Section, total_of
from reporting.charts.ageing import Aged, Band
from reporting.charts.cohorts import Cohort
from reporting.losses.reasons import Why
from reporting.publishing.secrets import quarter_key, secrets

YEAR = Question(date(2025, 1, 1), date(2025, 12, 31))
REACHED = (60, 52, 46, 40, 30, 24, 18)


def a_table(key, kind=Kind.PARTS, **counts):
    rows = tuple(Row(name, count, cases=name.replace("_", "-")) for name, count in counts.items())
    return Section(key, key, kind, rows, total_of(rows) if kind is Kind.PARTS else None)


def a_bilan(decided=45, credits=30, decisions=(), stops=(), paid=25):
    losses = SimpleNamespace(reached=REACHED, received=60, lost=sum(one.count for one in stops), under_way=9)
    losses.stops = list(stops)
    found = SimpleNamespace(granted=SimpleNamespace(decided=decided, credits=credits), credits=credits, losses=losses)
    found.repaying = SimpleNamespace(disbursed=SimpleNamespace(loans=paid))
    found.decisions, found.question = list(decisions), YEAR
    return found


def test_households_not_checked_yet_are_the_same_in_two_tables():
    units = a_table("uc", uc_1=20, uc_2=3, uc_3=8, uc_rien=6)
    earned = a_table("revenu", revenu_sans=9, revenu_avec=22, revenu_rien=6)
    hidden = secrets(a_bilan(), [units, earned], []).keys
    assert {"uc-2", "uc-rien", "revenu-rien", "revenu-sans"} <= hidden


def test_the_table_of_decisions_is_the_sum_of_the_reasons():
    """9 refusals of which 7 are shown leave 2."""
    reasons = a_table("motifs", motif_refused_budget=7, motif_refused_purpose=2, motif_redirected_other=6)
    decisions = a_table("decisions", decision_granted=30, decision_refused=9, decision_redirected=6)
    taken = [(Outcome.GRANTED, 30), (Outcome.REFUSED, 9), (Outcome.REDIRECTED, 6)]
    hidden = secrets(a_bilan(decisions=taken), [reasons, decisions], [])
    assert "motif-refused-purpose" in hidden.keys
    assert "decisions" in hidden.withheld or "motif-refused-budget" in hidden.keys


def test_who_was_sent_elsewhere_is_told_twice():
    ended = a_table("sorties", closes_redirected_amount=6, closes_redirected_budget=2, closes_withdrawn_abandoned=7)
    elsewhere = a_table("ailleurs", Kind.FIGURES, reorientees=8)
    hidden = secrets(a_bilan(), [ended, elsewhere], []).keys
    assert "closes-redirected-amount" in hidden or "reorientees" in hidden


@pytest.mark.parametrize(("loans", "drawn"), [((8, 9, 5, 3), 2), ((8, 9, 8), 3), ((8, 9, 7), 2), ((9, 8, 8, 0), 4)])
def test_the_quarters_of_the_year_are_all_that_was_paid_out(loans, drawn):
    """25 loans of the year less those drawn would tell the quarter that is not."""
    first = [date(2025, month, 1) for month in (1, 4, 7, 10)]
    lent = [Cohort(day, count, Decimal(100 * count), (), ()) for day, count in zip(first, loans, strict=False)]
    hidden = secrets(a_bilan(), [], [], lent).keys
    assert sum(quarter_key(one) not in hidden for one in lent) == drawn


def test_loans_late_on_the_last_day_are_told_with_the_loans_and_by_age():
    """Of 6 loans, 5 late: one is not."""
    loans = a_table("remboursement", Kind.FIGURES, en_cours=6, impayes=5)
    aged = [Aged(YEAR.day, (Band(5, Decimal(500)), Band(), Band(), Band()))]
    hidden = secrets(a_bilan(), [loans], aged).keys
    assert {"impayes", "late 0", "late 0/0"} <= hidden


def test_reasons_told_by_the_decisions_and_by_the_stages_are_hidden_in_both():
    reasons = a_table("motifs", motif_refused_budget=6, motif_refused_purpose=2, motif_refused_ceiling=7)
    whys = [Why("decision", "budget", "refused"), Why("decision", "purpose", "refused"), Why("closing", "other", "x")]
    stops = [SimpleNamespace(count=count, why=why) for count, why in zip((6, 2, 5), whys, strict=True)]
    hidden = secrets(a_bilan(stops=stops), [reasons], []).keys
    assert {"arrets/0", "arrets/1", "motif-refused-budget", "motif-refused-purpose"} <= hidden


def test_those_lost_less_those_that_ended_early_are_those_refused():
    """The pilot's year: 13 lost, 9 of them without the commission."""
    ended = a_table("sorties", closes_inadmissible_ceiling=5, closes_withdrawn_incomplete=4)
    refused = a_table("motifs", motif_refused_budget=4)
    whys = (
        Why("closing", "ceiling", "inadmissible"),
        Why("closing", "incomplete", "withdrawn"),
        Why("decision", "budget", "refused"),
    )
    stops = [SimpleNamespace(count=count, why=why) for count, why in zip((5, 4, 4), whys, strict=True)]
    assert "sorties" in secrets(a_bilan(decided=34, stops=stops), [ended, refused], []).keys
