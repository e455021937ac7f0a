"""The first page of every account over the whole demonstration: each count is that of the list it leads to."""

import pytest
from django.utils import timezone

from demonstration.people import ACCOUNTS
from harmonie.accounts.models import User
from tests.reporting.home.reading import counts_agree


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_count_is_that_of_its_list(told, sign_in, name):
    user = User.objects.get(email=f"{name}@harmonie.example")
    assert counts_agree(sign_in(user), user, timezone.localdate())
