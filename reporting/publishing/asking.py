"""What a report is asked for, from its address to its title."""

from datetime import date

from django.http import QueryDict

from harmonie.dates import plain_day
from harmonie.refusals import Refusal

from ..bilan.forms import PeriodForm, address
from ..bilan.question import Question
from ..bilan.words import narrowed_to, span
from ..enums import ReportVersion

TOO_NARROW = (
    "Un bilan à diffuser porte sur tous les partenaires et tous les objets\u00a0: "
    "le détail d’un seul, comparé à l’ensemble, dirait ce qui est masqué."
)


def form_of(question: str, today: date) -> PeriodForm:
    return PeriodForm(QueryDict(question), today=today)


def question_of(question: str, today: date) -> Question:
    """The same question, once it was found valid. `ValueError` when it no longer is."""
    form = form_of(question, today)
    if not form.is_valid():
        raise ValueError(question)
    return form.period()


def check_version(question: Question, version: ReportVersion) -> None:
    """What leaves the CCAS is never narrowed to what the whole would give away."""
    if version is ReportVersion.PUBLISHED and (question.partner or question.purpose):
        raise Refusal(TOO_NARROW)


def title_of(question: Question) -> str:
    """« Bilan annuel 2026 », « Bilan, du 1er janvier au 4 juin 2007 »."""
    start, end = question.start, question.end
    if (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return f"Bilan annuel {start.year}"
    words = span(question)
    return f"Bilan, {words[:1].lower()}{words[1:]}"


def about(question: Question, version: ReportVersion, now_on: date) -> list[str]:
    """What a file says of itself on its first lines."""
    known = question.as_of or now_on
    return [
        span(question),
        f"Périmètre\u00a0: {narrowed_to(question)}",
        f"Tel que connu le {plain_day(known)}",
        f"Version {version.label}",
    ]


def name_of(question: Question, version: ReportVersion) -> str:
    """ASCII, for files."""
    slug = "a-diffuser" if version is ReportVersion.PUBLISHED else "interne"
    return f"bilan-{question.start:%Y%m%d}-{question.end:%Y%m%d}-{slug}"


__all__ = ["about", "address", "check_version", "form_of", "name_of", "question_of", "title_of"]
