"""The whole demonstration, told in one transaction: all of it is there, or nothing."""

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction

from harmonie.accounts.models import User
from harmonie.mail.actions import settle_past

from . import living_year, papers, people, pilot_2007, schemes
from .mail import one_that_is_awaited, one_that_never_arrived
from .story import Story


def is_loaded() -> bool:
    return User.objects.filter(email="presidence@harmonie.example").exists()


@transaction.atomic
def load(today: date, say: Callable[[str], None] = lambda line: None, *, with_papers: bool = False) -> Story:
    """Loads everything around `today`. The same day gives the same story; `with_papers` renders its documents."""
    say("Les personnes, les dispositifs, les enveloppes…")
    story = Story(people.settle_in(), schemes.vote(today))
    say("Le pilote de 2007\u00a0: 21 crédits, 13\u202f211\u202f€…")
    pilot_2007.tell(story)
    say("Une année autour d’aujourd’hui…")
    living_year.tell(story, today)
    if with_papers:
        say("Les contrats et les lettres…")
        papers.issue(story.people, say)
    # Nobody is to receive a hundred notices about a past that was told in one go: they count as read.
    connection.run_on_commit.clear()
    settle_past()
    one_that_never_arrived(today)
    one_that_is_awaited(today)
    return story
