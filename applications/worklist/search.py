"""Names and numbers as people remember them: without accents, in any order, with a slip."""

from typing import Any

from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Trim
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from ..models import Folded, HouseholdMember, LoanApplication, LoanApplicationQuerySet

WORDS = 6  # nobody has more names; each costs a look into the indexes
SHORT, LONG = 3, 13  # letters: below, only whole beginnings are meant; above, fingers do not exchange two letters
BEGINS = 90  # the rank of a name that begins with the word


class Rank(Func):
    """How well a word answers some names, 0 to 100 (the function is in migration 0020)."""

    function = "harmonie_rank"
    output_field = IntegerField()


class Slip(Func):
    """How many letters separate a word from the nearest of some names (the function is in migration 0020)."""

    function = "harmonie_slip"
    output_field = IntegerField()


class Joined(Func):
    """Texts in a row, those that are missing left out."""

    function = "CONCAT_WS"
    output_field = TextField()


def words_of(text: str) -> list[str]:
    """The words to look for; punctuation and « n° » count only when there is nothing else."""
    words = [word.strip(",;.") for word in text.split() if word != "n°"]
    telling = [word for word in words if any(sign.isalnum() for sign in word)]
    return (telling or text.split())[:WORDS]


def alike(rows: QuerySet[Any], text: str, *names: str) -> QuerySet[Any]:
    """The rows of a small table whose `names` answer every word of `text`, found as requests are."""
    rows = rows.alias(folded=Joined(Value(" "), *(Folded(F(name), Value("")) for name in names)))
    for word in words_of(text):
        rows = rows.filter(_alike("folded", word))
    return rows


def searched(requests: LoanApplicationQuerySet, text: str, *, co_applicants: bool) -> LoanApplicationQuerySet:
    """The requests that answer every word of `text`: by number, applicant or, if asked, co-applicant.

    Partners do not ask: who else lives there may have been added by the CCAS, and not even a search tells.
    """
    for word in words_of(text):
        requests = requests.filter(_number(word) if _is_number(word) else _named(word, co_applicants))
    return requests


def ranked(requests: LoanApplicationQuerySet, text: str) -> LoanApplicationQuerySet:
    """`requests` with their `rank`: the better a request answers the words, the higher."""
    names = Joined(Value(" "), F("applicant__search_text"), Subquery(_co_applicant()))
    rank: Combinable = Value(0)
    for word in words_of(text):
        rank = rank + (_number_rank(word) if _is_number(word) else Rank(names, _folded(word)))
    return requests.annotate(rank=rank)


def _is_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _number(word: str) -> Q:
    return Q(reference__contains=word)


def _number_rank(word: str) -> Case:
    return Case(When(reference=word, then=100), When(reference__startswith=word, then=90), default=80)


def _folded(word: str) -> Trim:
    return Trim(Folded(Value(word), Value("")))


def _named(word: str, co_applicants: bool) -> Q:
    if not co_applicants:
        return _alike("applicant__search_text", word)
    applicants = LoanApplication.objects.filter(_alike("applicant__search_text", word)).order_by()
    households = HouseholdMember.objects.alias(names=Folded("last_name", "first_name"))
    households = households.filter(_alike("names", word), is_co_applicant=True).order_by()
    return Q(pk__in=applicants.values("pk").union(households.values("application_id")))


def _alike(names: str, word: str) -> Q:
    """The word in it, or nearly: with a letter more or less, another one, or two exchanged."""
    offered = Q((f"{names}__trigram_word_similar", _folded(word)))  # by the index; what follows is exact
    if len(word) < SHORT:
        return offered & Q(GreaterThanOrEqual(Rank(F(names), _folded(word)), BEGINS))
    found = Q((f"{names}__contains", _folded(word)))
    for spelling in _exchanged(word):
        found |= Q((f"{names}__contains", _folded(spelling)))
    return found | offered & Q(LessThanOrEqual(Slip(F(names), _folded(word)), _tolerated(word)))


def _tolerated(word: str) -> int:
    """How many letters may differ: none in three, one in five, two from six on."""
    return 0 if len(word) <= SHORT else 1 if len(word) < 6 else 2


def _exchanged(word: str) -> list[str]:
    """`word` with two neighbouring letters exchanged, as fingers do."""
    if not SHORT < len(word) < LONG:
        return []
    return [f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1)]


def _co_applicant() -> QuerySet[HouseholdMember]:
    households = HouseholdMember.objects.filter(application=OuterRef("pk"), is_co_applicant=True).order_by()
    return households.values(names=Folded("last_name", "first_name"))[:1]
