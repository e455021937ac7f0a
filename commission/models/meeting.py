"""Who sits on the commission, when it meets, and who is in the room."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.guards import never_deleted, never_emptied
from harmonie.history import every_change

from .. import triggers
from ..enums import (
    MEETING_CHIPS,
    Capacity,
    MeetingState,
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
