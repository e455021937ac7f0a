"""Who works with Harmonie in the demonstration. Everybody here is invented."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from commission.enums import Capacity
from commission.models import Mandate
from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role

PASSWORD = "harmonie-demo"  # shown on the demonstration’s own sign-in page
IN_OFFICE_SINCE = date(2007, 1, 1)

# name before @harmonie.example: first name, last name, office, roles
ACCOUNTS = {
    "partenaire": ("Samuel", "Bertin", "L’Escale", (Role.PARTNER,)),
    "partenaire2": ("Maud", "Lecoq", "Maison des familles", (Role.PARTNER,)),
    "partenaire3": ("Fanny", "Delorme", "L’Escale", (Role.PARTNER,)),
    "social": ("Claire", "Vasseur", "travailleuse sociale", (Role.SOCIAL_WORKER,)),
    "social2": ("Bruno", "Marchal", "travailleur social", (Role.SOCIAL_WORKER,)),
    "membre1": (
        "Ahmed",
        "Berrada",
        "vice-président de la commission",
        (Role.COMMISSION_MEMBER,),
    ),
    "membre2": (
        "Danielle",
        "Tissier",
        "membre de la commission",
        (Role.COMMISSION_MEMBER,),
    ),
    "membre3": ("Paul", "Guérin", "membre de la commission", (Role.COMMISSION_MEMBER,)),
    "membre4": (
        "Inès",
        "Lambert",
        "membre de la commission",
        (Role.COMMISSION_MEMBER,),
    ),
    "membre5": ("Odile", "Caron", "membre de la commission", (Role.COMMISSION_MEMBER,)),
    # Not named on the sign-in page: appointed lately, and a substitute.
    "membre6": ("Farid", "Belkacem", "membre de la commission", (Role.COMMISSION_MEMBER,)),
    "suppleante": ("Nadège", "Morin", "suppléante de Paul Guérin", (Role.COMMISSION_MEMBER,)),
    "presidence": ("Hélène", "Dubreuil", "présidente du CCAS", (Role.CHAIR,)),
    "secretariat": (
        "Louise",
        "Picard",
        "secrétaire de la commission",
        (Role.SECRETARY,),
    ),
    "finance": ("Marc", "Poulain", "régisseur", (Role.FINANCE,)),
    "admin": ("Julien", "Morel", "administrateur", (Role.ADMINISTRATOR,)),
    "controle": (
        "Agnès",
        "Royer",
        "déléguée à la protection des données",
        (Role.AUDITOR,),
    ),
}
WORKS_FOR = {"partenaire": "L’Escale", "partenaire2": "Maison des familles", "partenaire3": "L’Escale"}
# They answer for the accounts of their structure.
LEADERS = ("partenaire", "partenaire2")


@dataclass(frozen=True)
class People:
    """The accounts that act in the story, by what they do."""

    partner: User
    other_partner: User
    worker: User
    colleague: User
    chair: User
    secretary: User
    finance: User
    members: tuple[User, ...]
    newcomer: User
    substitute: User


def settle_in() -> People:
    """Creates the partners, the accounts and the mandates."""
    partners = {
        "L’Escale": Partner.objects.create(
            name="L’Escale",
            address="14 quai des Tanneurs",
            city="Rivemont",
            email="contact@escale.example",
        ),
        # Seated in another town: it may still refer people who live in Rivemont (worked case 9).
        "Maison des familles": Partner.objects.create(
            name="Maison des familles",
            address="2 rue du Lavoir",
            city="Saint-Aubin",
            email="accueil@mdf.example",
        ),
    }
    password = make_password(PASSWORD)
    users = {name: _account(name, password, partners.get(WORKS_FOR.get(name, ""))) for name in ACCOUNTS}
    members = tuple(users[f"membre{number}"] for number in range(1, 6))
    _mandates(users["presidence"], members, users["suppleante"], partners["Maison des familles"])
    return People(
        partner=users["partenaire"],
        other_partner=users["partenaire2"],
        worker=users["social"],
        colleague=users["social2"],
        chair=users["presidence"],
        secretary=users["secretariat"],
        finance=users["finance"],
        members=members,
        newcomer=users["membre6"],
        substitute=users["suppleante"],
    )


def _account(name: str, password: str, partner: Partner | None) -> User:
    first_name, last_name, office, roles = ACCOUNTS[name]
    user = User.objects.create_user(
        f"{name}@harmonie.example",
        roles=roles,
        first_name=first_name,
        last_name=last_name,
        office=office,
    )
    # One hash for all: hashing thirteen times would take as long as everything else.
    user.password, user.partner, user.leads_partner = password, partner, name in LEADERS
    user.save(update_fields=["password", "partner", "leads_partner"])
    return user


def _mandates(chair: User, members: tuple[User, ...], substitute: User, presided: Partner) -> None:
    Mandate.objects.create(user=chair, capacity=Capacity.PRESIDENT, starts_on=IN_OFFICE_SINCE)
    for rank, member in enumerate(members):
        capacity = Capacity.MEMBER if rank else Capacity.VICE_PRESIDENT
        Mandate.objects.create(user=member, capacity=capacity, starts_on=IN_OFFICE_SINCE)
    paul = Mandate.objects.get(user=members[2])
    Mandate.objects.create(user=substitute, starts_on=IN_OFFICE_SINCE, substitute_for=paul)
    # A company of his lets flats: he steps aside from its tenants' cases (living_year/meetings.py has one).
    Mandate.objects.filter(pk=paul.pk).update(linked_names="SCI des Tanneurs")
    # Odile Caron presides an association that refers people: she steps aside from its cases (worked case 10).
    Mandate.objects.get(user=members[4]).linked_partners.add(presided)
