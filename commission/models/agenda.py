"""The cases of a meeting: who steps aside from one, what is put to the vote, and the voices."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from applications.enums import Payee
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.guards import append_only, never_deleted, never_emptied
from harmonie.history import every_change
from harmonie.schemes.models import Scheme

from .. import triggers
from ..enums import (
    IN_THE_ROOM,
    ITEM_CHIPS,
    Choice,
    Grounds,
    ItemState,
    Means,
    MotionKind,
    MotionResult,
    MotionState,
)
from .meeting import Meeting, Seat


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> Self:
        """The items of meetings a person may open, but nothing of a case they are recused from."""
        open_to_them = self.filter(meeting__in=Meeting.objects.visible_to(user))
        return open_to_them.exclude(recusals__user=user).exclude(application__exclusions__user=user)

    def awaiting_vote_of(self, user: User) -> Self:
        """Open motions on which this member, or one whose proxy they hold, has not voted yet.

        A motion whose dossier changed, or whose written consultation is over, awaits nobody any more.
        """
        voting = Motion.objects.filter(
            item=models.OuterRef("pk"),
            state=MotionState.OPEN,
            application_revision=models.OuterRef("application__revision"),
        )
        of_this_item = Motion.objects.filter(item=models.OuterRef(models.OuterRef("pk")), state=MotionState.OPEN)
        has_voted = Q()  # themselves, their substitute, or the member they stand in for
        for voices in ("votes__seat", "secret_voters__seat"):
            for whose in (voices, f"{voices}__stand_in", f"{voices}__stands_in_for"):
                has_voted |= Q(**{whose: models.OuterRef("pk")})
        own = Seat.objects.filter(user=user).taking_part()
        waiting = (
            Seat.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=Seat.objects.represented_by(own).values("pk")))
            .filter(meeting=models.OuterRef("meeting"))
            .exclude(recusals__item=models.OuterRef("pk"))
            .exclude(models.Exists(of_this_item.filter(has_voted)))
        )
        in_time = Q(meeting__vote_until=None) | Q(meeting__vote_until__gt=Now())
        awaited = self.visible_to(user).filter(in_time, state=ItemState.UNDER_VOTE)
        return awaited.filter(models.Exists(voting), models.Exists(waiting))

    def awaiting_reading_of(self, user: User) -> Self:
        """Cases of convened or open meetings this member sits in, before the vote, whose sheet they have not opened."""
        seats = Seat.objects.filter(user=user, meeting__state__in=IN_THE_ROOM)
        mine = self.visible_to(user).filter(meeting__in=seats.values("meeting"))
        return mine.filter(state=ItemState.LISTED).exclude(readings__user=user)


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
    late_reason = models.CharField("raison d’une inscription tardive", max_length=200, blank=True)
    withdraws = models.ForeignKey(
        "commission.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="withdrawal_items",
        verbose_name="décision à retirer",
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "points de l’ordre du jour"
        ordering: ClassVar = ["meeting", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "application"], condition=Q(withdraws=None), name="agendaitem_once_a_meeting"
            ),
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
    conditions = models.TextField("conditions de l’accord", blank=True)
    awaited_document = models.CharField("pièce attendue", max_length=200, blank=True)
    defer_until = models.DateField("ajournée jusqu’au", null=True, blank=True)
    is_secret = models.BooleanField("au scrutin secret", default=False)
    amends = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amended_by", verbose_name="amende"
    )
    application_revision = models.PositiveIntegerField("révision du dossier")
    state = models.CharField("état", max_length=6, choices=MotionState, default=MotionState.OPEN)
    result = models.CharField("résultat", max_length=8, choices=MotionResult, blank=True)
    put_at = models.DateTimeField("mise aux voix le")
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="mise aux voix par"
    )
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    presided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="sous la présidence de",
    )
    votes_for = models.PositiveSmallIntegerField("pour", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("contre", null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField("abstentions", null=True, blank=True)
    by_casting_vote = models.BooleanField("par la voix prépondérante", default=False)

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
            models.CheckConstraint(
                name="motion_counted_when_voted",
                condition=Q(
                    result__in=[MotionResult.ADOPTED, MotionResult.REJECTED],
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    abstentions__isnull=False,
                )
                | (
                    ~Q(result__in=[MotionResult.ADOPTED, MotionResult.REJECTED])
                    & Q(votes_for=None, votes_against=None, abstentions=None, by_casting_vote=False)
                ),
            ),
            # A majority adopts; without one only a casting vote does, and only on a tie.
            models.CheckConstraint(
                name="motion_result_follows_the_count",
                condition=~Q(result__in=[MotionResult.ADOPTED, MotionResult.REJECTED])
                | Q(result=MotionResult.ADOPTED, votes_for__gt=models.F("votes_against"), by_casting_vote=False)
                | Q(result=MotionResult.REJECTED, votes_for__lte=models.F("votes_against"), by_casting_vote=False)
                | Q(by_casting_vote=True, votes_for=models.F("votes_against"), votes_for__gt=0),
            ),
            # CGCT L2121-20, as a rule of every assembly: on a secret ballot nobody's voice decides a tie.
            models.CheckConstraint(
                name="motion_secret_has_no_casting_vote", condition=Q(is_secret=False) | Q(by_casting_vote=False)
            ),
            # Whose voice decided a tie is told with the result.
            models.CheckConstraint(
                name="motion_casting_vote_has_its_voice",
                condition=Q(by_casting_vote=False) | Q(presided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="motion_conditions_of_a_grant", condition=Q(kind=MotionKind.GRANT) | Q(conditions="")
            ),
            models.CheckConstraint(
                name="motion_deferral_has_a_term",
                condition=Q(kind=MotionKind.DEFER, defer_until__isnull=False)
                | (~Q(kind=MotionKind.DEFER) & Q(awaited_document="", defer_until=None)),
                violation_error_message="Un ajournement a un terme.",
            ),
        ]
        triggers: ClassVar = [
            triggers.MOTION_PUT_IN_MEETING,
            triggers.MOTION_STAYS_CLOSED,
            triggers.MOTION_ADOPTED_HAS_DECISION,
            triggers.MOTION_COUNTS_THE_VOICES,
            triggers.MOTION_CLOSED_EMPTIES_THE_BOX,
            never_emptied("motion"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.item}"


class Vote(models.Model):
    """One voice. Changing one's mind adds a row that names the one it replaces."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes", verbose_name="proposition")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="votes", verbose_name="siège")
    choice = models.CharField("voix", max_length=10, choices=Choice)
    means = models.CharField("exprimée", max_length=15, choices=Means, default=Means.OWN)
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
