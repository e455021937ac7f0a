"""The documents of one request, read in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from harmonie.calendar import age_on

from ..enums import Kinship, State
from ..models import DocumentRequest, DocumentRequirement, LoanApplication, RequestedDocument, SupportingDocument
from ..queries import project_of
from .enums import AskedOf, Status
from .rules import Facts, Need, missing, needs, situations

ADULT = 18  # years
CHASE_DAYS = 15  # for documents that no letter set a time for


class Papers(NamedTuple):
    """What is needed and where it stands, what else was brought, what was replaced, what is still awaited."""

    needs: Sequence[Need]
    others: Sequence[SupportingDocument]
    replaced: Sequence[SupportingDocument]
    open_items: Sequence[RequestedDocument]

    @property
    def missing(self) -> list[Need]:
        return missing(self.needs)

    @property
    def to_examine(self) -> list[SupportingDocument]:
        current = [document for need in self.needs for document in need.documents] + list(self.others)
        return [document for document in current if document.status == Status.RECEIVED]


def facts_of(application: LoanApplication) -> Facts:
    """What the request says that decides which documents it needs: three queries."""
    project, members = project_of(application), list(application.members.all())
    children = [member for member in members if member.kinship == Kinship.CHILD]
    return Facts(
        scheme_id=application.scheme_id,
        purpose=project.purpose if project else "",
        situations=situations(
            has_co_applicant=any(member.is_co_applicant for member in members),
            has_children=any(age_on(child.birth_date, application.requested_on) < ADULT for child in children),
            incomes=application.incomes.values_list("kind", flat=True),
            has_debts=application.debts.exists(),
            housing=application.housing,
            over_indebtedness=application.over_indebtedness,
            payee=project.payee if project else "",
        ),
    )


def papers(application: LoanApplication) -> Papers:
    """All of a dossier's documents, for the CCAS: six queries, however many there are."""
    every = list(
        application.documents.select_related("file", "added_by", "reviewed_by", "replaced_by").defer("file__content")
    )
    current = [document for document in every if document.replaced_by_id is None]
    asked = list(open_items(application))
    listed = needs(
        facts_of(application), DocumentRequirement.objects.asked_on(application.requested_on), current, asked
    )
    placed = {document.pk for need in listed for document in need.documents}
    others = [document for document in current if document.pk not in placed]
    return Papers(listed, others, [document for document in every if document.replaced_by_id], asked)


def asked_items(application: LoanApplication) -> QuerySet[RequestedDocument]:
    """What is asked for since the request began to wait: the requests of an earlier wait are past."""
    if application.state != State.AWAITING_DOCUMENTS:
        return RequestedDocument.objects.none()
    since = Q(request__application=application, request__asked_at__gte=application.state_since)
    return RequestedDocument.objects.filter(since).select_related("request", "requirement")


def open_items(application: LoanApplication) -> QuerySet[RequestedDocument]:
    """What is still awaited: nothing came for it yet, or only what was refused."""
    return asked_items(application).exclude(Exists(_answers(OuterRef("pk"))))


def _answers(item: OuterRef) -> QuerySet[SupportingDocument]:
    return SupportingDocument.objects.current().filter(answers=item).exclude(status=Status.REFUSED)


def open_for_partner(application: LoanApplication) -> QuerySet[RequestedDocument]:
    return open_items(application).filter(asked_of=AskedOf.PARTNER)


def all_received(applications: QuerySet[LoanApplication]) -> QuerySet[LoanApplication]:
    """Adds `documents_arrived`: everything that was asked for has come, and somebody may go on. No extra query."""
    return applications.annotate(documents_arrived=arrived())


def arrived() -> Q:
    """Requests whose documents were asked for and have all come."""
    asked = _asked_since()
    return Q(state=State.AWAITING_DOCUMENTS) & Q(Exists(asked)) & ~Q(Exists(_unanswered(asked)))


def to_chase(today: date) -> Q:
    """Requests that still wait for documents, and whose time to answer is over.

    Where no letter set a time, a fortnight is given.
    """
    asked, given = _asked_since(), today - timedelta(days=CHASE_DAYS)
    in_time = asked.filter(request__answer_by__gte=today)
    late = ~Q(Exists(in_time)) & (Q(Exists(asked)) | Q(state_since__date__lte=given))
    return Q(state=State.AWAITING_DOCUMENTS) & late & ~arrived()


def awaited_from_partner() -> Q:
    """Requests that wait for something the partner is to bring: named and not brought, or told in words alone."""
    asked = _asked_since()
    theirs = _unanswered(asked.filter(asked_of=AskedOf.PARTNER))
    return Q(state=State.AWAITING_DOCUMENTS) & (Q(Exists(theirs)) | ~Q(Exists(asked)))


def _asked_since() -> QuerySet[RequestedDocument]:
    return RequestedDocument.objects.filter(
        request__application=OuterRef("pk"), request__asked_at__gte=OuterRef("state_since")
    )


def _unanswered(asked: QuerySet[RequestedDocument]) -> QuerySet[RequestedDocument]:
    return asked.annotate(is_answered=Exists(_answers(OuterRef("pk")))).filter(is_answered=False)


def requests_of(application: LoanApplication) -> QuerySet[DocumentRequest]:
    """Every time documents were asked for, newest first, with what was asked."""
    found = application.document_requests.select_related("asked_by", "letter").defer("letter__content")
    return found.prefetch_related("items").order_by("-number")


def next_to_examine(application: LoanApplication, after: SupportingDocument) -> SupportingDocument | None:
    """The next received document of the dossier, so that a pile is read without going back to the list."""
    waiting = application.documents.current().filter(status=Status.RECEIVED).exclude(pk=after.pk)
    return waiting.first()
