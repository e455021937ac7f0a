"""Whom the list shows, as the address says."""

from django import forms
from django.db.models import CharField, Func, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from harmonie.accounts.models import User
from harmonie.accounts.people.queries import WAITING, everybody
from harmonie.accounts.roles import Role
from harmonie.forms import HouseForm

OPEN, INVITED, CLOSED = "ouverts", "invites", "fermes"
STATES = {
    OPEN: Q(is_active=True) & ~WAITING,
    INVITED: Q(is_active=True) & WAITING,
    CLOSED: Q(is_active=False),
}


class Plain(Func):
    """Without capitals or accents, as people type when they search."""

    template = "lower(public.unaccent(%(expressions)s))"
    output_field = CharField()


class PeopleFilter(HouseForm, forms.Form):
    """A name or an address, a role, the state of the account."""

    q = forms.CharField(label="Nom ou adresse", required=False, max_length=80)
    role = forms.ChoiceField(
        label="Rôle", required=False, choices=[("", "Tous"), *((r.value, r.label.capitalize()) for r in Role)]
    )
    etat = forms.ChoiceField(
        label="Compte",
        required=False,
        choices=[("", "Tous"), (OPEN, "Ouverts"), (INVITED, "Invitations en attente"), (CLOSED, "Fermés")],
    )

    def found(self) -> QuerySet[User]:
        """The people who meet all that is asked."""
        asked = self.cleaned_data
        people = everybody()
        if asked["role"]:
            people = people.filter(groups__name=asked["role"])
        if asked["etat"]:
            people = people.filter(STATES[asked["etat"]])
        return _named(people, asked["q"])


def _named(people: QuerySet[User], words: str) -> QuerySet[User]:
    whole = Concat("first_name", Value(" "), "last_name", Value(" "), Lower("email"), output_field=CharField())
    for word in words.split():
        people = people.alias(whole=Plain(whole)).filter(whole__contains=Plain(Value(word)))
    return people
