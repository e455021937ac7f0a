"""Who the CCAS is: the one reader, for pages, papers and mails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from harmonie.documents.models import StoredFile

from .models import ONE, TownIdentity


@dataclass(frozen=True)
class Town:
    """The CCAS as a page or a paper of this moment names it; `logo` is the SHA-256 of its picture, or nothing."""

    name: str
    ccas: str
    address: str
    postcode: str
    phone: str
    email: str
    court: str
    hours: str = ""
    website: str = ""
    siret: str = ""
    privacy: str = ""
    logo: str = ""

    @property
    def whole_address(self) -> str:
        """« Hôtel de ville, 1 place de la Mairie, 60990 Rivemont »."""
        return f"{self.address}, {self.postcode} {self.name}"

    @property
    def siret_in_groups(self) -> str:
        """« 732 829 320 00074 », with narrow no-break spaces."""
        return "\u202f".join((self.siret[:3], self.siret[3:6], self.siret[6:9], self.siret[9:])).strip()

    @property
    def data_contact(self) -> str:
        """To whom one writes about one's data."""
        return self.privacy or self.email


FACTS = [field.name for field in fields(Town) if field.name != "logo"]
_kept: ContextVar[list[Town] | None] = ContextVar("town", default=None)


def town() -> Town:
    """Read once a request, and each time elsewhere: a worker that runs for weeks learns what changed."""
    kept = _kept.get()
    if kept:
        return kept[0]
    found = _read()
    if kept is not None:
        kept.append(found)
    return found


def first_words() -> Town:
    """The CCAS as the settings name it: until its administration writes it, and where the database cannot be asked."""
    return Town(**settings.TOWN)


def _read() -> Town:
    row = TownIdentity.objects.filter(pk=ONE).values(*FACTS, "logo__sha256").first()
    if row is None:
        return first_words()
    return Town(logo=row.pop("logo__sha256") or "", **row)


def logo_of(sha256: str) -> StoredFile | None:
    """The logo of that SHA-256, while it is the CCAS's."""
    return StoredFile.objects.filter(pk__in=TownIdentity.objects.values("logo"), sha256=sha256).first()


def forget() -> None:
    """After a change: this request reads anew."""
    kept = _kept.get()
    if kept:
        kept.clear()


@contextmanager
def remembered() -> Iterator[None]:
    """Inside, the town is read once at most."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def reads_town_once(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one question about the town a request, whatever the page shows."""

    def answered(request: HttpRequest) -> HttpResponse:
        with remembered():
            return answer(request)

    return answered
