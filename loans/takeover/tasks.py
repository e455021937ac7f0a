"""A long takeover, in the task queue."""

import logging

from django.tasks import task
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal

from ..models import PortfolioImport
from . import actions
from .checking import Mistake

log = logging.getLogger(__name__)
TROUBLE = "La reprise s’est arrêtée et rien n’est écrit. Essayez de nouveau, ou prévenez l’administrateur."


@task()
def take_over(portfolio_id: int, by: int) -> None:
    """Takes the file over, whole; a second task for the same file finds it done."""
    portfolio, person = PortfolioImport.objects.get(pk=portfolio_id), User.objects.get(pk=by)
    try:
        actions.take_over_portfolio(portfolio=portfolio, by=person, now=timezone.now())
    except actions.NotReady as refusal:
        actions.note_trouble(portfolio=portfolio, mistakes=refusal.mistakes)
    except Refusal as refusal:
        actions.note_trouble(portfolio=portfolio, mistakes=[Mistake(0, "", str(refusal))])
    except Exception:
        log.exception("Portfolio %s could not be taken over", portfolio_id)
        actions.note_trouble(portfolio=portfolio, mistakes=[Mistake(0, "", TROUBLE)])
