"""Who sits on the commission, when it meets, and who is in the room."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.guards import append_only, never_deleted, never_emptied
from harmonie.history import every_change

from .. import triggers
from ..enums import (
    MEETING_CHIPS,
    Capacity,
    MeetingState,
    Mode,
    Presence,
)
from .standing_rules import StandingRules

STAFF_ROLES = (Role.CHAIR, Role.SECRETARY)


def sees_every_meeting(user: User) -> bool:
    """Those who prepare or audit; members see the meetings they sit in."""
    return user.has_perm("commission.view_meeting") and any(
        user.holds(role) for role in (*STAFF_ROLES, Role.SOCIAL_WORKER)
    )


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
    substitute_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="substitutes",
        null=True,
        blank=True,
        verbose_name="supplée",
    )
    age_rank = models.PositiveSmallIntegerField("rang d’âge, 1 pour la plus âgée", null=True, blank=True)
    linked_names = models.TextField("bailleurs, fournisseurs ou employeurs, un par ligne", blank=True)
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
            ),
            models.CheckConstraint(name="mandate_not_its_own_substitute", condition=~Q(substitute_for=models.F("pk"))),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_capacity_display()}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> Self:
        """All of them for those who prepare or audit; for members, the ones they sit in, once convened."""
        if not user.has_perm("commission.view_meeting"):
            return self.none()
        if sees_every_meeting(user):
            return self
        return self.filter(seats__user=user).exclude(state=MeetingState.PLANNED)


@every_change()
class Meeting(models.Model):
    """One meeting of the commission, under the rules it was convened with."""

    starts_at = models.DateTimeField("date et heure")
    place = models.CharField("lieu", max_length=120)
    mode = models.CharField("tenue", max_length=10, choices=Mode, default=Mode.IN_ROOM)
    link = models.URLField("adresse de la visioconférence", blank=True)
    vote_until = models.DateTimeField("voix attendues jusqu’au", null=True, blank=True)
    rules = models.ForeignKey(StandingRules, on_delete=models.PROTECT, related_name="+", verbose_name="règlement")
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="followed_by",
        null=True,
        blank=True,
        verbose_name="seconde convocation de",
    )
    state = models.CharField("état", max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    presided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="présidée par",
    )
    short_notice_reason = models.CharField("raison du délai abrégé", max_length=200, blank=True)
    ended_why = models.CharField("raison", max_length=200, blank=True)
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
                )
                | Q(state=MeetingState.NO_QUORUM, convened_at__isnull=False, opened_at=None, closed_at__isnull=False)
                | (Q(state=MeetingState.CANCELLED, opened_at=None, closed_at__isnull=False) & ~Q(ended_why="")),
                violation_error_message="L’état de la séance et ses heures ne s’accordent pas.",
            ),
            models.CheckConstraint(
                name="meeting_written_has_a_term",
                condition=Q(mode=Mode.WRITTEN, vote_until__isnull=False, vote_until__gt=models.F("starts_at"))
                | (~Q(mode=Mode.WRITTEN) & Q(vote_until=None)),
                violation_error_message="Une consultation écrite a une date limite, après son début.",
            ),
            models.CheckConstraint(name="meeting_does_not_follow_itself", condition=~Q(follows=models.F("pk"))),
        ]
        triggers: ClassVar = [
            triggers.MEETING_GOES_FORWARD,
            triggers.MEETING_KEEPS_ITS_RULES,
            *never_deleted("meeting"),
        ]

    def __str__(self) -> str:
        return f"séance du {self.starts_at:%d/%m/%Y}"

    @property
    def chip(self) -> Chip:
        return MEETING_CHIPS[MeetingState(self.state)]


# In a written consultation everybody takes part who sent no excuse; a substitute, only for somebody who did.
TAKES_PART = Q(presence=Presence.PRESENT) | (
    Q(meeting__mode=Mode.WRITTEN, presence=Presence.EXPECTED)
    & (Q(stands_in_for=None) | Q(stands_in_for__presence__in=[Presence.EXCUSED, Presence.LEFT]))
)
# The absent whose proxy somebody may hold: not while their substitute sits. In a written consultation nobody is absent,
# and nobody holds a proxy.
MAY_BE_REPRESENTED = (
    ~Q(presence=Presence.PRESENT) & ~Q(meeting__mode=Mode.WRITTEN) & ~Q(stand_in__presence=Presence.PRESENT)
)


class SeatQuerySet(models.QuerySet["Seat"]):
    def taking_part(self) -> Self:
        """Who is in the room or, in a written consultation, everybody who sent no excuse."""
        return self.filter(TAKES_PART)

    def represented_by(self, holders: models.QuerySet["Seat"]) -> Self:
        """The absent whose proxy one of `holders` has in hand."""
        return self.filter(
            MAY_BE_REPRESENTED, proxies_given__revoked_at=None, proxies_given__holder__in=holders.values("pk")
        )


@every_change()
class Seat(models.Model):
    """A member in office at one meeting, and whether they are in the room."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats", verbose_name="séance")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats", verbose_name="membre"
    )
    capacity = models.CharField("qualité", max_length=15, choices=Capacity)
    precedence = models.PositiveSmallIntegerField("rang pour présider, 1 d’abord", default=1)
    stands_in_for = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="stand_in", verbose_name="supplée"
    )
    presence = models.CharField("présence", max_length=10, choices=Presence, default=Presence.EXPECTED)
    arrived_at = models.DateTimeField("arrivée", null=True, blank=True)
    left_at = models.DateTimeField("départ", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

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
        triggers: ClassVar = [
            triggers.SEAT_STAYS,
            triggers.SEAT_TAKEN_BEFORE_THE_END,
            triggers.SEAT_STAND_IN_MATCHES,
            never_emptied("seat"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Passage(models.Model):
    """Somebody came, left or sent an excuse: what the minutes tell, with times. A mistake is answered by a new row."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="passages", verbose_name="siège")
    presence = models.CharField("présence", max_length=10, choices=Presence)
    at = models.DateTimeField("à")
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="noté par"
    )

    class Meta:
        verbose_name = "arrivée ou départ"
        verbose_name_plural = "arrivées et départs"
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="passage_not_in_the_future", condition=Q(at__lte=models.F("noted_at")))
        ]
        triggers: ClassVar = [*append_only("passage"), triggers.PASSAGE_BEFORE_THE_END]

    def __str__(self) -> str:
        return f"{self.seat}, {self.get_presence_display()}"


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
