"""Everything that may happen to the documents of a request. The only place that writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.dates import plain_day
from harmonie.documents.actions import freeze, store
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.documents.pdf import render_pdf
from harmonie.documents.texts.kinds import LetterKind
from harmonie.documents.texts.queries import wording
from harmonie.documents.uploads import Brought
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.town.signing import signing

from ..actions import lock, request_documents
from ..enums import State
from ..models import DocumentRequest, DocumentRequirement, LoanApplication, RequestedDocument, SupportingDocument
from ..naming import named
from ..notices import Event, tell
from ..rules import ensure
from . import letter
from .enums import AskedOf, Status
from .queries import asked_items, open_items
from .rules import can_examine, ensure_deposit

REASON_LIMIT = 300
ALL_HERE = "toutes arrivées, à examiner."


class Piece(NamedTuple):
    """What a document is: one that the setting asks for, one that somebody asked for, or another, by its name."""

    label: str
    requirement: DocumentRequirement | None = None
    item: RequestedDocument | None = None


class Asked(NamedTuple):
    """One document to ask for, and of whom."""

    label: str
    asked_of: AskedOf
    requirement: DocumentRequirement | None = None


# Brought ------------------------------------------------------------------------------------------


@transaction.atomic
def deposit(
    *,
    application: LoanApplication,
    piece: Piece,
    files: Sequence[Brought],
    by: User,
    now: datetime,
    replaces: SupportingDocument | None = None,
) -> list[SupportingDocument]:
    """Keeps files that were read (`uploads.read`); they take the place of what was refused, or of the one named."""
    locked = lock(application)
    ensure_deposit(locked)
    if not files:
        raise Refusal("Choisissez au moins un fichier.")
    awaited = list(open_items(locked))
    with recorded(by=by, now=now, why=f"Pièce déposée\u00a0: {piece.label}"):
        added = [
            _added(locked, piece, awaited, by=by, now=now, file=store(brought=brought, by=by, now=now))
            for brought in files
        ]
        _replaced(locked, piece, replaces).update(replaced_by=added[0])
        _tell_when_complete(locked, had=awaited, by=by, now=now)
    return added


@transaction.atomic
def mark_seen(*, application: LoanApplication, requirement: DocumentRequirement, by: User, now: datetime) -> None:
    """Notes that somebody looked at a document, and that nobody kept a copy."""
    locked = lock(application)
    ensure_deposit(locked)
    if not requirement.may_be_only_seen:
        raise Refusal(f"«\u202f{requirement.label}\u202f» se conserve au dossier\u00a0: déposez-en une copie.")
    awaited = list(open_items(locked))
    piece = Piece(requirement.label, requirement)
    with recorded(by=by, now=now, why=f"Pièce vue, non conservée\u00a0: {requirement.label}"):
        seen = _added(
            locked, piece, awaited, by=by, now=now, file=None, status=Status.SEEN, reviewed_at=now, reviewed_by=by
        )
        _replaced(locked, piece, None).update(replaced_by=seen)
        _tell_when_complete(locked, had=awaited, by=by, now=now)


def _added(
    application: LoanApplication,
    piece: Piece,
    awaited: Sequence[RequestedDocument],
    *,
    by: User,
    now: datetime,
    **facts: Any,
) -> SupportingDocument:
    return SupportingDocument.objects.create(
        application=application,
        requirement=piece.requirement,
        answers=piece.item or _asked_for(piece.requirement, awaited),
        label=piece.label,
        is_from_partner=by.holds(Role.PARTNER),
        added_at=now,
        added_by=by,
        **facts,
    )


def _asked_for(
    requirement: DocumentRequirement | None, awaited: Sequence[RequestedDocument]
) -> RequestedDocument | None:
    return next((item for item in awaited if requirement and item.requirement_id == requirement.pk), None)


def _replaced(application: LoanApplication, piece: Piece, replaces: SupportingDocument | None) -> Any:
    """What steps back: the document named, or every refused one of the same kind."""
    current = application.documents.current()
    if replaces is not None:
        return current.filter(pk=replaces.pk)
    refused = current.filter(status=Status.REFUSED)
    if piece.requirement is not None:
        return refused.filter(requirement=piece.requirement)
    return refused.filter(answers=piece.item) if piece.item else refused.none()


def _tell_when_complete(
    application: LoanApplication, *, had: Sequence[RequestedDocument], by: User, now: datetime
) -> None:
    """One mail when the last awaited document has come, or when a partner brings one that nobody awaited."""
    if application.state == State.DRAFT or not (had or by.holds(Role.PARTNER)):
        return
    left = _say_what_is_awaited(application)
    if not left:
        tell(application, Event.DOCUMENT_RECEIVED, by=by, now=now)


def _say_what_is_awaited(application: LoanApplication) -> list[RequestedDocument]:
    """Keeps the sentence that everybody reads true to what is still to come, and returns that."""
    left = list(open_items(application))
    if asked_items(application).exists():
        application.awaited = letter.awaited_sentence(application, left) if left else ALL_HERE
        application.save(update_fields=["awaited"])
    return left


# Judged -------------------------------------------------------------------------------------------


@transaction.atomic
def examine(
    *, document: SupportingDocument, verdict: Status, reason: str, expected: str, by: User, now: datetime
) -> None:
    """Accepts, refuses with a reason that the partner may read, or notes as seen and forgets the file.

    `expected` is the status that the page showed.
    """
    application = lock(document.application)
    locked = SupportingDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    locked.application = application
    if not can_examine(locked):
        raise WrongState("Cette pièce n’est plus à examiner\u00a0: revenez à la liste des pièces.")
    if locked.status != expected:
        raise WrongState(f"{locked.reviewed_by} vient d’examiner cette pièce\u00a0: relisez sa réponse.")
    if verdict == Status.REFUSED and not reason.strip():
        raise Refusal("Écrivez pourquoi la pièce est refusée\u00a0: qui l’a déposée doit pouvoir la remplacer.")
    if verdict == Status.SEEN and not (locked.requirement and locked.requirement.may_be_only_seen):
        raise Refusal("Cette pièce se conserve au dossier\u00a0: acceptez-la ou refusez-la.")
    file = locked.file if verdict == Status.SEEN else None
    locked.status, locked.reviewed_at, locked.reviewed_by = verdict, now, by
    locked.reason = reason.strip() if verdict == Status.REFUSED else ""
    if file is not None:
        locked.file = None
    with recorded(by=by, now=now, why=f"{locked.label}\u00a0: {verdict.label}"):
        locked.save(update_fields=["status", "reason", "reviewed_at", "reviewed_by", "file"])
        if file is not None:
            file.delete()
        _say_what_is_awaited(application)
    if verdict == Status.REFUSED and locked.is_from_partner:
        tell(application, Event.DOCUMENTS_ASKED, by=by, now=now)


# Asked for ----------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    *, application: LoanApplication, asked: Sequence[Asked], answer_by: date, by: User, now: datetime
) -> DocumentRequest:
    """Asks for documents; the request waits for them. The letter is issued afterwards (`issue_letter`)."""
    locked = lock(application)
    if locked.state != State.AWAITING_DOCUMENTS:
        ensure("request_documents", locked)
    if not asked:
        raise Refusal("Choisissez au moins une pièce à demander, ou écrivez-en une.")
    if answer_by <= timezone.localdate(now):
        raise Refusal("Choisissez un jour à venir pour la réponse.")
    known = {item.label.casefold() for item in open_items(locked)}
    awaited = [*open_items(locked), *(one for one in asked if one.label.casefold() not in known)]
    sentence = letter.awaited_sentence(locked, awaited)
    if locked.state == State.AWAITING_DOCUMENTS:
        locked.awaited = sentence
        with recorded(by=by, now=now, why=sentence):
            locked.save(update_fields=["awaited"])
    else:
        request_documents(application=locked, awaited=sentence, by=by, now=now)
    made = DocumentRequest.objects.create(
        application=locked,
        number=locked.document_requests.count() + 1,
        answer_by=answer_by,
        asked_at=now,
        asked_by=by,
    )
    RequestedDocument.objects.bulk_create(
        RequestedDocument(request=made, requirement=one.requirement, label=one.label, asked_of=one.asked_of)
        for one in asked
    )
    if any(one.asked_of == AskedOf.PARTNER for one in asked):
        tell(locked, Event.DOCUMENTS_ASKED, by=by, now=now)
    return made


def issue_letter(*, asked: DocumentRequest, by: User, now: datetime) -> IssuedDocument:
    """The letter that asks for them, rendered before any lock and frozen once; the same one when it was issued."""
    if asked.letter:
        return asked.letter
    context = letter.context(asked, issued_on=timezone.localdate(now)) | _said(asked, timezone.localdate(now))
    content = render_pdf(letter.TEMPLATE, context, must_say=letter.must_say(asked))
    return _freeze_letter(asked, content, by, now)


def _said(asked: DocumentRequest, on: date) -> dict[str, Any]:
    """Who signs the letter, and its free paragraphs."""
    values = named(asked.application) | {"avant_le": plain_day(asked.answer_by)}
    return {
        "signatory": signing(DocumentKind.DOCUMENT_REQUEST, on=on, author=asked.asked_by),
        "wording": wording(LetterKind.DOCUMENT_REQUEST, values, on=on),
    }


@transaction.atomic
def _freeze_letter(asked: DocumentRequest, content: bytes, by: User, now: datetime) -> IssuedDocument:
    locked = DocumentRequest.objects.select_for_update(of=("self",)).select_related("application").get(pk=asked.pk)
    if locked.letter:
        return locked.letter
    locked.letter = freeze(
        kind=DocumentKind.DOCUMENT_REQUEST,
        reference=letter.reference_of(locked),
        title=f"Demande de pièces, demande n°\u00a0{locked.application.reference}",
        content=content,
        template_name=letter.TEMPLATE,
        by=by,
        now=now,
    )
    locked.save(update_fields=["letter"])
    tell(locked.application, Event.LETTER, by=by, now=now)
    return locked.letter


# The setting --------------------------------------------------------------------------------------


@transaction.atomic
def save_requirement(
    *, requirement: DocumentRequirement | None, values: dict[str, Any], by: User, now: datetime
) -> DocumentRequirement:
    """Adds a document to ask for, or changes one. What was asked and brought before keeps its words."""
    with recorded(by=by, now=now, why=f"Pièce à demander\u00a0: {values['label']}"):
        if requirement is None:
            return DocumentRequirement.objects.create(**values)
        locked = DocumentRequirement.objects.select_for_update().get(pk=requirement.pk)
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(values))
        return locked
