"""The losses as the neutral tables of a bilan: what the page, a spreadsheet and the PDF print alike."""

from ..bilan.tables import Kind, Row, Section, Unit, part_of, shared, total_of
from .funnel import Losses
from .reasons import named
from .stages import DOORS, WHERE


def sections(found: Losses) -> list[Section]:
    """Stages, their delays, the ways to stop, the blocking conditions, and where the others stand.

    The counts of the stages are a chain of sums: what leaves the house hides them as one (publishing/secrets.py).
    """
    made = [_stages(found), _delays(found), _stops(found), _conditions(found), _under_way(found)]
    return [section for section in made if section.rows]


def _stages(found: Losses) -> Section:
    """Each stage holds those that follow: what stopped or stands between two of them is their difference."""
    rows = tuple(
        Row(
            level.name,
            level.count,
            share=level.of_all,
            note=f"{level.stopped} {WHERE[DOORS[level.stage]]}" if level.stopped else "",
        )
        for level in found.levels
    )
    return Section("etapes", "Jusqu’où vont les demandes", Kind.FIGURES, rows, heads=("Étape", "Demandes"))


def _delays(found: Losses) -> Section:
    rows = tuple(
        Row(level.name, value=part_of(round(level.delay.median * 10), 10), unit=Unit.DAYS)
        for level in found.levels
        if level.delay.median is not None
    )
    title = "Délai médian depuis la réception"
    return Section("delais-etapes", title, Kind.FIGURES, rows, heads=("Étape", "Jours"), people_counted=False)


def _stops(found: Losses) -> Section:
    rows = shared(
        [Row(f"{stop.step.label}\u00a0: {stop.reason}", stop.count, note=stop.outcome) for stop in found.stops]
    )
    return Section("arrets", "Où et pourquoi elles s’arrêtent", Kind.PARTS, rows, total_of(rows), ("Motif", "Demandes"))


def _conditions(found: Losses) -> Section:
    rows = shared([Row(named(code), count) for code, count in found.conditions])
    title = "Conditions du dispositif qui ont bloqué"
    return Section("conditions", title, Kind.PARTS, rows, total_of(rows), ("Condition", "Demandes"))


def _under_way(found: Losses) -> Section:
    rows = shared([Row(level.name, level.under_way) for level in found.levels if level.under_way])
    return Section("en-chemin", "Encore en chemin", Kind.PARTS, rows, total_of(rows), ("Étape atteinte", "Demandes"))
