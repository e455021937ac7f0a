"""The whole story of a dossier: its history, and what was written, brought and sent about it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.http import QueryDict

from harmonie.components import Event, Tab
from harmonie.dates import clock, short_day
from harmonie.mail.models import OutgoingMail

from ..documents.enums import Status
from ..models import LoanApplication, SupportingDocument
from .history import authored, happened, timeline

WORD = "historique"  # the word of a dossier's address that names the kind shown
# What is shown at once; the rest is one press away.
AT_ONCE = 12
KINDS = {
    "steps": "Étapes",
    "edits": "Modifications",
    "checks": "Éligibilité",
    "documents": "Pièces",
    "messages": "Messages",
    "mail": "Courriels",
}
BECAME = {Status.ACCEPTED: "Pièce acceptée", Status.REFUSED: "Pièce refusée", Status.SEEN: "Pièce vue, non conservée"}


class Chronicle(NamedTuple):
    """The events of one kind, newest first, with a tab for each kind that occurs."""

    recent: Sequence[Event]
    older: Sequence[Event]
    tabs: Sequence[Tab]


def chronicle(application: LoanApplication, kind: str = "", asked: QueryDict | None = None) -> Chronicle:
    """All of it when `kind` is none of ours. The tabs keep what else the page's address `asked`."""
    events, mails = everything(application)
    chosen = kind if kind in KINDS else ""
    lists = {"": _folded(events, mails), "mail": mails}
    shown = lists.get(chosen) or [event for event in events if _kind(event) == chosen]
    shown = sorted(shown, key=lambda event: event.on, reverse=True)
    return Chronicle(shown[:AT_ONCE], shown[AT_ONCE:], list(_tabs([*events, *mails], len(lists[""]), chosen, asked)))


def everything(application: LoanApplication) -> tuple[list[Event], list[Event]]:
    """What happened to the dossier, and the mails it sent, from a fixed number of queries."""
    told = [*_messages(application), *_documents(application)]
    return [*timeline(application), *told], list(_mails(application))


def _folded(events: Sequence[Event], mails: Sequence[Event]) -> list[Event]:
    """A mail is told in the line of what it announced, which was written in the same moment; else it has its own."""
    last = {event.on: place for place, event in enumerate(events)}
    folded = list(events)
    for mail in mails:
        place = last.get(mail.on)
        if place is None:
            folded.append(mail)
        else:
            told = folded[place]
            folded[place] = told._replace(
                why="\u202f; ".join(filter(None, [told.why, f"{_lower(mail.what)}, {mail.why}"]))
            )
    return folded


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _kind(event: Event) -> str:
    return event.kind or "steps"


def _tabs(events: Sequence[Event], in_all: int, chosen: str, asked: QueryDict | None) -> Iterator[Tab]:
    yield Tab("Tout", _where(asked), not chosen, in_all)
    for kind, label in KINDS.items():
        if count := sum(_kind(event) == kind for event in events):
            yield Tab(label, _where(asked, kind), kind == chosen, count)


def _where(asked: QueryDict | None, kind: str = "") -> str:
    words = asked.copy() if asked else QueryDict(mutable=True)
    words.pop(WORD, None)
    if kind:
        words[WORD] = kind
    return f"?{words.urlencode()}#historique"


def _messages(application: LoanApplication) -> Iterator[Event]:
    for message in application.messages.select_related("written_by"):
        way = "Message reçu de" if message.is_from_partner else "Message envoyé à"
        yield Event(message.written_at, f"{way} {application.partner}", str(message.written_by), kind="messages")


def _documents(application: LoanApplication) -> Iterator[Event]:
    """Each document as it came, and as it was answered; read from what the triggers wrote."""
    rows = SupportingDocument.pgh_event_model.objects.filter(application=application)
    past = rows.select_related("pgh_context").order_by("pgh_obj_id", "pgh_id")
    for _, versions in groupby(past, key=lambda row: row.pgh_obj_id):
        status = ""
        for row in versions:
            if what := _document_said(row, status):
                yield Event(happened(row), f"{what}\u00a0: {row.label}", _because(row), kind="documents")
            status = row.status


def _document_said(row: Any, before: str) -> str:
    if row.pgh_label == "delete":
        return "Pièce retirée"
    if row.status == before:
        return ""
    return BECAME.get(Status(row.status), "Pièce reçue")


def _because(row: Any) -> str:
    by = authored(row)
    return f"{by}\u00a0: «\u202f{row.reason}\u202f»" if row.status == Status.REFUSED and row.reason else by


def _mails(application: LoanApplication) -> Iterator[Event]:
    for mail in OutgoingMail.objects.filter(reference=application.reference).defer("text", "html"):
        yield Event(mail.queued_at, f"Courriel à {mail.recipient}", _fate(mail), kind="mail")


def _fate(mail: OutgoingMail) -> str:
    if mail.sent_at:
        return f"envoyé le {short_day(mail.sent_at)} à {clock(mail.sent_at)}"
    return "pas parvenu\u00a0: vérifiez l’adresse" if mail.abandoned_at else "en attente d’envoi"
