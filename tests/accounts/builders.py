"""A partner with somebody who answers for its accounts."""

import re
from typing import Any

from harmonie.accounts.models import Partner, User
from harmonie.mail.models import OutgoingMail
from tests.builders import a_partner, a_user


def a_leader(partner: Partner | None = None, **facts: Any) -> User:
    return a_user(partner=partner or a_partner(), leads_partner=True, **facts)


def link_in(mail: OutgoingMail) -> str:
    """The path of the link that a mail holds, "" when it holds none."""
    found = re.search(r"http://testserver(\S+)", mail.text)
    return found.group(1) if found else ""
