"""People who sign in, and the partners some of them work for."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from harmonie.history import every_change

from .roles import Role
from .triggers import ACCOUNT_REMAINS, ROLE_REMAINS


@every_change()
class Partner(models.Model):
    """An association or institution that refers people."""

    name = models.CharField("nom", max_length=120, unique=True)
    address = models.CharField("adresse", max_length=200, blank=True)
    city = models.CharField("commune", max_length=80)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    is_active = models.BooleanField("actif", default=True)

    class Meta:
        verbose_name = "partenaire prescripteur"
        verbose_name_plural = "partenaires prescripteurs"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, *, roles: tuple[Role, ...] = (), **fields: Any
    ) -> "User":
        """A person with a usable password and the groups of `roles`."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        user.groups.set(Group.objects.filter(name__in=roles))
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


# Neither the password nor each sign-in: a history that everybody's administrator reads holds no secret and no habits.
@every_change(exclude=("password", "last_login"))
class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. The electronic address is the name they sign in with."""

    email = models.EmailField("adresse électronique", unique=True)
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    office = models.CharField("qualité", max_length=80, blank=True)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="users", verbose_name="partenaire"
    )
    leads_partner = models.BooleanField("responsable des comptes de sa structure", default=False)
    is_active = models.BooleanField("actif", default=True)
    joined_at = models.DateTimeField("inscrit le", auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["first_name", "last_name"]

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering: ClassVar = ["last_name", "first_name"]
        triggers: ClassVar = [ACCOUNT_REMAINS]
        permissions: ClassVar = [("view_report", "voir le bilan"), ("manage_settings", "tenir les réglages")]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                name="user_leads_own_partner",
                condition=models.Q(leads_partner=False) | models.Q(partner__isnull=False),
                violation_error_message="Une personne responsable appartient à une structure.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def get_short_name(self) -> str:
        return self.first_name

    def holds(self, role: Role) -> bool:
        """Whether the person holds this role."""
        return role in self.role_names

    @property
    def role_names(self) -> set[str]:
        """The person's roles, read once per request."""
        if not hasattr(self, "_role_names"):
            self._role_names = set(self.groups.values_list("name", flat=True))
        return self._role_names


@every_change()
class RoleHeld(User.groups.through):  # type: ignore[name-defined]
    """Who holds which role. The table is Django's own; its history says who gave and took each role, and when."""

    class Meta:
        proxy = True
        verbose_name = "rôle tenu"
        verbose_name_plural = "rôles tenus"
        triggers: ClassVar = [ROLE_REMAINS]


@every_change()
class Invitation(models.Model):
    """Somebody was invited, to work for a partner or, without one, at the CCAS.

    A partner's looks the same whether or not the address was free.
    """

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name="partenaire"
    )
    email = models.EmailField("adresse électronique")
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    invited_at = models.DateTimeField("invitée le")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="par")
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), "partner", name="invitation_once_per_address", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
