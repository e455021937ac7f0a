"""Who may be the same person, in the database's words; and what the CCAS found. Looked up when the CCAS looks.

Nothing here runs when a partner hands a request in: an alert has no timing that a partner could measure.
"""

from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from harmonie.accounts.models import User

from ..enums import AT_LENDER, OPEN_STATES, State
from ..models import Applicant, IdentityFinding, LoanApplication
from .evidence import DISTANT, NEAR

UNDER_WAY = (State.SUBMITTED, *OPEN_STATES, State.ON_AGENDA, *AT_LENDER)


def alike(birth_date: Any, names: Any, phone: Any, address: Any) -> QuerySet[Applicant]:
    """Rows that may be this person, with the `likeness` of their names: the rule of `Evidence.is_likely`.

    The arguments are values, or references to an outer query. Each half rests on an index.
    """
    same_phone, same_address = Q(phone_key=phone), Q(address_key=address)
    reachable = same_phone | same_address
    born = Q(birth_date=birth_date)
    return (
        with_likeness(names)
        .filter(born | reachable)
        .filter(
            (born & (Q(likeness__gte=DISTANT) | Q(search_text=names) | reachable))
            | ((Q(likeness__gte=NEAR) | Q(search_text=names)) & reachable)
        )
    )


def with_likeness(names: Any) -> QuerySet[Applicant]:
    """Every row with how much its names are like `names`, from 0 to 1."""
    return Applicant.objects.annotate(likeness=Cast(TrigramSimilarity("search_text", names), FloatField()))


def like(applicant: Applicant) -> QuerySet[Applicant]:
    """Other rows that may be this person."""
    # A key that is missing is like no other key.
    keys = (Value(key) if key is not None else Value("\t") for key in (applicant.phone_key, applicant.address_key))
    return alike(applicant.birth_date, Value(applicant.search_text), *keys).exclude(pk=applicant.pk)


class Found(NamedTuple):
    """What was found about a person: the rows that are the same one, its own included, and those that are not."""

    same: set[int]
    apart: set[int]
    latest: dict[frozenset[int], IdentityFinding]


def found_about(applicant: Applicant) -> Found:
    """Follows the findings from row to row. What was said of the pair itself counts before what a third row implies."""
    known, to_ask = {applicant.pk}, {applicant.pk}
    latest: dict[frozenset[int], IdentityFinding] = {}
    while to_ask:
        latest |= _latest(to_ask)
        to_ask = {pk for pair, finding in latest.items() if finding.is_same and pair & known for pk in pair} - known
        known |= to_ask
    apart = {pk for pair, finding in latest.items() if not finding.is_same and applicant.pk in pair for pk in pair}
    apart -= {applicant.pk}
    return Found(known - apart, apart, latest)


def _latest(people: set[int]) -> dict[frozenset[int], IdentityFinding]:
    """The finding that counts, the latest, of each pair in which one of these people stands."""
    told = IdentityFinding.objects.filter(Q(one__in=people) | Q(other__in=people)).select_related("found_by")
    return {frozenset((finding.one_id, finding.other_id)): finding for finding in told.order_by("id")}


def same_person(applicant: Applicant) -> set[int]:
    """Every row that counts as this person, its own included: found so, or born that day under nearly that name.

    What was found to be somebody else does not count, however alike.
    """
    same, apart, latest = found_about(applicant)
    people = [applicant] if same == {applicant.pk} else list(Applicant.objects.filter(pk__in=same))
    presumed: set[int] = set()
    for person in people:
        near = like(person).filter(Q(likeness__gte=NEAR) | Q(search_text=person.search_text))
        born = near.filter(birth_date=person.birth_date).values_list("pk", flat=True)
        presumed |= {pk for pk in born if frozenset((pk, person.pk)) not in latest}
    return same | (presumed - apart)


def other_requests(application: LoanApplication) -> QuerySet[LoanApplication]:
    """Every other request of the same person that was handed in, newest first. Eligibility counts on it."""
    people = same_person(application.applicant)
    return LoanApplication.objects.filter(applicant__in=people).exclude(pk=application.pk).exclude(state=State.DRAFT)


def possible_duplicates(application: LoanApplication) -> QuerySet[LoanApplication]:
    """Requests under way of who may be, or is, the same person. For the CCAS's eyes only."""
    found = found_about(application.applicant)
    people = found.same | set(like(application.applicant).values_list("pk", flat=True)) - found.apart
    others = LoanApplication.objects.filter(applicant__in=people, state__in=UNDER_WAY)
    return others.exclude(pk=application.pk).with_facts()


def earlier_twin(user: User) -> Exists:
    """For a query of requests: whether an earlier one, under way, may be the same person's, as far as `user` may know.

    Only the later of two says so: one alert for one person.
    """
    people = alike(
        OuterRef(OuterRef("applicant__birth_date")),
        OuterRef(OuterRef("applicant__search_text")),
        OuterRef(OuterRef("applicant__phone_key")),
        OuterRef(OuterRef("applicant__address_key")),
    )
    # The person's own row is among them: an « or » beside it would weigh every request under way.
    earlier = LoanApplication.objects.visible_to(user).filter(state__in=UNDER_WAY, pk__lt=OuterRef("pk"))
    earlier = earlier.filter(applicant__in=people.values("pk"))
    return Exists(earlier.exclude(_found_apart()))


def _found_apart() -> Exists:
    """Whether the latest finding about the two says that they are two people."""
    pair = IdentityFinding.objects.filter(
        Q(one=OuterRef("applicant"), other=OuterRef(OuterRef("applicant")))
        | Q(other=OuterRef("applicant"), one=OuterRef(OuterRef("applicant")))
    )
    newer = IdentityFinding.objects.filter(one=OuterRef("one"), other=OuterRef("other"), pk__gt=OuterRef("pk"))
    return Exists(pair.filter(~Exists(newer), is_same=False))
