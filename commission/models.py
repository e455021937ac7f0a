"""Meetings and what is decided there. Votes and decisions are never changed, only answered by new rows."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.enums import Payee
from applications.models import LoanApplication
from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only, never_deleted, never_emptied
from harmonie.history import every_change
from harmonie.schemes.models import BudgetMovement, Scheme

from . import triggers
from .enums import (
    GRANTS,
    ITEM_CHIPS,
    MEETING_CHIPS,
    OUTCOME_CHIPS,
    Capacity,
    Choice,
    Grounds,
    ItemState,
    MeetingState,
    MotionKind,
    MotionResult,
    MotionState,
    Outcome,
    Presence,
)

STAFF_ROLES = (Role.CHAIR, Role.SECRETARY)


class MandateQuerySet(models.QuerySet["Mandate"]):
    def in_office(self, on: date) -> Self:
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


@every_change()
class Mandate(models.Model):
    """A person's seat on the commission, from one date to another, and the partners they have ties with."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates", verbose_name="personne"
    )
    capacity = models.CharField("qualité", max_length=15, choices=Capacity, default=Capacity.MEMBER)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    linked_partners = models.ManyToManyField(
        Partner, blank=True, related_name="+", verbose_name="partenaires où la personne exerce une fonction"
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        verbose_name_plural = "mandats"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mandate_dates_ordered", condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_capacity_display()}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> Self:
        """All of them for those who prepare or audit; for members, the ones they sit in, once convened."""
        if not user.has_perm("commission.view_meeting"):
            return self.none()
        if any(user.holds(role) for role in (*STAFF_ROLES, Role.SOCIAL_WORKER)):
            return self
        return self.filter(seats__user=user).exclude(state=MeetingState.PLANNED)


@every_change()
class Meeting(models.Model):
    """One meeting of the commission, under the rules it was convened with."""

    starts_at = models.DateTimeField("date et heure")
    place = models.CharField("lieu", max_length=120)
    state = models.CharField("état", max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    presided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="présidée par",
    )
    recused_count_for_quorum = models.BooleanField("un membre en déport compte pour le quorum", default=False)
    convened_at = models.DateTimeField("convoquée le", null=True, blank=True)
    opened_at = models.DateTimeField("ouverte le", null=True, blank=True)
    closed_at = models.DateTimeField("levée le", null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        verbose_name_plural = "séances"
        ordering: ClassVar = ["-starts_at"]
        permissions: ClassVar = [
            ("plan_meeting", "peut préparer une séance"),
            ("preside_meeting", "peut présider une séance"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="meeting_state_and_times_agree",
                condition=Q(state=MeetingState.PLANNED, convened_at=None, opened_at=None, closed_at=None)
                | Q(state=MeetingState.CONVENED, convened_at__isnull=False, opened_at=None, closed_at=None)
                | Q(
                    state=MeetingState.OPEN,
                    convened_at__isnull=False,
                    opened_at__isnull=False,
                    presided_by__isnull=False,
                    closed_at=None,
                )
                | Q(
                    state=MeetingState.CLOSED,
                    convened_at__isnull=False,
                    opened_at__isnull=False,
                    presided_by__isnull=False,
                    closed_at__isnull=False,
                ),
                violation_error_message="L’état de la séance et ses heures ne s’accordent pas.",
            )
        ]
        triggers: ClassVar = [triggers.MEETING_GOES_FORWARD, *never_deleted("meeting")]

    def __str__(self) -> str:
        return f"séance du {self.starts_at:%d/%m/%Y}"

    @property
    def chip(self) -> Chip:
        return MEETING_CHIPS[MeetingState(self.state)]


@every_change()
class Seat(models.Model):
    """A member in office at one meeting, and whether they are in the room."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats", verbose_name="séance")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats", verbose_name="membre"
    )
    capacity = models.CharField("qualité", max_length=15, choices=Capacity)
    presence = models.CharField("présence", max_length=10, choices=Presence, default=Presence.EXPECTED)
    arrived_at = models.DateTimeField("arrivée", null=True, blank=True)
    left_at = models.DateTimeField("départ", null=True, blank=True)

    class Meta:
        verbose_name = "siège"
        verbose_name_plural = "sièges"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "user"], name="seat_one_per_member"),
            models.CheckConstraint(
                name="seat_presence_and_times_agree",
                condition=Q(presence__in=[Presence.EXPECTED, Presence.EXCUSED], arrived_at=None, left_at=None)
                | Q(presence=Presence.PRESENT, arrived_at__isnull=False, left_at=None)
                | Q(presence=Presence.LEFT, arrived_at__isnull=False, left_at__isnull=False),
            ),
        ]
        triggers: ClassVar = [triggers.SEAT_STAYS, never_emptied("seat")]

    def __str__(self) -> str:
        return str(self.user)


@every_change()
class Proxy(models.Model):
    """A written proxy: an absent member's vote, held by one who is present. Revoked, never deleted."""

    giver = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="proxies_given", verbose_name="mandant")
    holder = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="proxies_held", verbose_name="mandataire")
    given_at = models.DateTimeField("donné le")
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)

    class Meta:
        verbose_name = "pouvoir"
        verbose_name_plural = "pouvoirs"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["holder"],
                condition=Q(revoked_at=None),
                name="proxy_one_per_holder",
                violation_error_message="Ce membre détient déjà un pouvoir\u202f; il ne peut en recevoir un second.",
            ),
            models.UniqueConstraint(fields=["giver"], condition=Q(revoked_at=None), name="proxy_one_per_giver"),
            models.CheckConstraint(name="proxy_not_to_oneself", condition=~Q(giver=models.F("holder"))),
        ]
        triggers: ClassVar = [triggers.PROXY_WITHIN_ONE_MEETING, triggers.PROXY_STAYS, *never_deleted("proxy")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.holder}"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> Self:
        """The items of meetings a person may open, but nothing of a case they are recused from."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user)).exclude(recusals__user=user)

    def awaiting_vote_of(self, user: User) -> Self:
        """Open motions on which this member, or one whose proxy they hold, has not voted yet."""
        in_person = Q(user=user, presence=Presence.PRESENT)
        held = ~Q(presence=Presence.PRESENT) & Q(
            proxies_given__revoked_at=None,
            proxies_given__holder__user=user,
            proxies_given__holder__presence=Presence.PRESENT,
        )
        voted = Vote.objects.filter(
            seat=models.OuterRef("pk"),
            motion__item=models.OuterRef(models.OuterRef("pk")),
            motion__state=MotionState.OPEN,
        )
        waiting = (
            Seat.objects.filter(in_person | held, meeting=models.OuterRef("meeting"))
            .exclude(recusals__item=models.OuterRef("pk"))
            .filter(~models.Exists(voted))
        )
        return self.visible_to(user).filter(models.Exists(waiting), state=ItemState.UNDER_VOTE)


@every_change()
class AgendaItem(models.Model):
    """One case on the agenda of one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items", verbose_name="séance")
    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="agenda_items", verbose_name="demande"
    )
    position = models.PositiveSmallIntegerField("point")
    rapporteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="rapporteur",
    )
    state = models.CharField("état", max_length=10, choices=ItemState, default=ItemState.LISTED)
    listed_at = models.DateTimeField("inscrit le")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "points de l’ordre du jour"
        ordering: ClassVar = ["meeting", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "application"], name="agendaitem_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agendaitem_position_unique", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=[ItemState.LISTED, ItemState.UNDER_VOTE]),
                name="agendaitem_one_pending_per_case",
            ),
        ]
        triggers: ClassVar = [
            triggers.AGENDAITEM_STAYS,
            triggers.AGENDAITEM_DECIDED_HAS_DECISION,
            *never_deleted("agendaitem"),
        ]

    def __str__(self) -> str:
        return f"point {self.position}, {self.application.reference}"

    @property
    def chip(self) -> Chip:
        return ITEM_CHIPS[ItemState(self.state)]


class Recusal(models.Model):
    """A member steps aside from one case: no reading, no debate, no vote."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals", verbose_name="point")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="recusals", verbose_name="siège")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="membre"
    )
    reason = models.CharField("raison", max_length=200)
    declared_at = models.DateTimeField("déclaré le")

    class Meta:
        verbose_name = "déport"
        verbose_name_plural = "déports"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "seat"], name="recusal_once_per_item")]
        triggers: ClassVar = [*append_only("recusal"), triggers.RECUSAL_SEAT_MATCHES]

    def __str__(self) -> str:
        return f"{self.user}, {self.item}"


@every_change()
class Motion(models.Model):
    """What the chair puts to the vote on one case, bound to the dossier as it stood."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="motions", verbose_name="point")
    kind = models.CharField("proposition", max_length=10, choices=MotionKind)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2, null=True, blank=True)
    months = models.PositiveSmallIntegerField("durée, en mois", null=True, blank=True)
    payee = models.CharField("versement à", max_length=10, choices=Payee, blank=True)
    target_scheme = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="dispositif proposé"
    )
    grounds = models.CharField("motif", max_length=15, choices=Grounds, blank=True, default="")
    explanation = models.TextField("explication", blank=True)
    application_revision = models.PositiveIntegerField("révision du dossier")
    state = models.CharField("état", max_length=6, choices=MotionState, default=MotionState.OPEN)
    result = models.CharField("résultat", max_length=8, choices=MotionResult, blank=True)
    put_at = models.DateTimeField("mise aux voix le")
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="mise aux voix par"
    )
    closed_at = models.DateTimeField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "proposition mise aux voix"
        verbose_name_plural = "propositions mises aux voix"
        ordering: ClassVar = ["id"]
        permissions: ClassVar = [("vote_motion", "peut voter")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(state=MotionState.OPEN), name="motion_one_open_per_item"
            ),
            models.CheckConstraint(
                name="motion_grant_is_complete",
                condition=(
                    # A CHECK that comes out NULL passes, so each column that may be NULL says that it is not.
                    Q(kind=MotionKind.GRANT, amount__isnull=False, amount__gt=0, months__isnull=False, months__gt=0)
                    & ~Q(payee="")
                )
                | (~Q(kind=MotionKind.GRANT) & Q(amount=None, months=None, payee="")),
                violation_error_message="Un accord porte un montant, une durée et un bénéficiaire du versement.",
            ),
            models.CheckConstraint(
                name="motion_grounds_given",
                condition=Q(kind=MotionKind.GRANT) | (~Q(grounds="") & ~Q(explanation="")),
                violation_error_message="Indiquez le motif et une explication.",
            ),
            models.CheckConstraint(
                name="motion_state_and_result_agree",
                condition=Q(state=MotionState.OPEN, result="", closed_at=None)
                | (Q(state=MotionState.CLOSED, closed_at__isnull=False) & ~Q(result="")),
            ),
        ]
        triggers: ClassVar = [
            triggers.MOTION_PUT_IN_MEETING,
            triggers.MOTION_STAYS_CLOSED,
            triggers.MOTION_ADOPTED_HAS_DECISION,
            never_emptied("motion"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.item}"


class Vote(models.Model):
    """One voice. Changing one's mind adds a row that names the one it replaces."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes", verbose_name="proposition")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="votes", verbose_name="siège")
    choice = models.CharField("voix", max_length=10, choices=Choice)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="remplace"
    )
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="exprimée par"
    )
    cast_at = models.DateTimeField("exprimée le")

    class Meta:
        verbose_name = "voix"
        verbose_name_plural = "voix"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["motion", "seat"], condition=Q(replaces=None), name="vote_one_per_member"),
            models.CheckConstraint(name="vote_choice_known", condition=Q(choice__in=Choice.values)),
        ]
        triggers: ClassVar = [*append_only("vote"), triggers.VOTE_ALLOWED]

    def __str__(self) -> str:
        return f"{self.seat}, {self.motion}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        """Decisions of cases whose agenda item the person may open."""
        return self.filter(item__in=AgendaItem.objects.visible_to(user))

    def grants(self) -> Self:
        return self.filter(outcome__in=GRANTS)


class Decision(models.Model):
    """What the commission decided of one case. Written once, when the vote closes."""

    number = models.CharField("délibération", max_length=12, unique=True)
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision", verbose_name="point")
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="decision", verbose_name="proposition")
    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="decisions", verbose_name="demande"
    )
    outcome = models.CharField("décision", max_length=20, choices=Outcome)
    amount = models.DecimalField("montant accordé", max_digits=10, decimal_places=2, null=True, blank=True)
    months = models.PositiveSmallIntegerField("durée accordée, en mois", null=True, blank=True)
    payee = models.CharField("versement à", max_length=10, choices=Payee, blank=True)
    target_scheme = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="dispositif proposé"
    )
    grounds = models.CharField("motif", max_length=15, choices=Grounds, blank=True, default="")
    explanation = models.TextField("explication", blank=True)
    votes_for = models.PositiveSmallIntegerField("pour")
    votes_against = models.PositiveSmallIntegerField("contre")
    abstentions = models.PositiveSmallIntegerField("abstentions")
    by_casting_vote = models.BooleanField("par la voix prépondérante", default=False)
    commitment = models.OneToOneField(
        BudgetMovement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision",
        verbose_name="engagement",
    )
    sign_before = models.DateField("à signer avant le", null=True, blank=True)
    decided_at = models.DateTimeField("décidé le")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="sous la présidence de"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "décision"
        verbose_name_plural = "décisions"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["decided_at"]), models.Index(fields=["outcome", "decided_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="decision_grant_is_complete",
                condition=(
                    Q(
                        outcome__in=GRANTS,
                        amount__isnull=False,
                        amount__gt=0,
                        months__isnull=False,
                        months__gt=0,
                        commitment__isnull=False,
                        sign_before__isnull=False,
                    )
                    & ~Q(payee="")
                )
                | (~Q(outcome__in=GRANTS) & Q(amount=None, months=None, payee="", commitment=None, sign_before=None)),
            ),
            models.CheckConstraint(
                name="decision_grounds_given",
                condition=Q(outcome=Outcome.GRANTED) | (~Q(grounds="") & ~Q(explanation="")),
                violation_error_message="Un refus, un accord partiel ou un ajournement se motive.",
            ),
            models.CheckConstraint(
                name="decision_has_majority",
                condition=Q(votes_for__gt=models.F("votes_against"))
                | Q(by_casting_vote=True, votes_for=models.F("votes_against"), votes_for__gt=0),
            ),
            models.CheckConstraint(
                name="decision_redirection_names_scheme",
                condition=~Q(outcome=Outcome.REDIRECTED) | Q(target_scheme__isnull=False),
            ),
        ]
        triggers: ClassVar = [*append_only("decision"), triggers.DECISION_MATCHES_MOTION]

    def __str__(self) -> str:
        return f"{self.number}, {self.get_outcome_display()}"

    @property
    def chip(self) -> Chip:
        return OUTCOME_CHIPS[Outcome(self.outcome)]

    @property
    def is_grant(self) -> bool:
        return self.outcome in GRANTS


class DecisionLetter(models.Model):
    """The letter that told the person, as it was issued."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="letter", verbose_name="décision")
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="decision_letter", verbose_name="document"
    )

    class Meta:
        verbose_name = "lettre de décision"
        verbose_name_plural = "lettres de décision"
        triggers: ClassVar = append_only("decisionletter")

    def __str__(self) -> str:
        return str(self.document)
