"""A first page as tests read it."""

from datetime import date

from django.test import Client

from harmonie.accounts.models import User
from reporting.home.groups import Group
from reporting.home.waiting import groups_for


def kinds(user: User, today: date) -> dict[str, list[str]]:
    """What waits for a person: the sentences, by kind. Asked anew: roles are read once an object."""
    fresh = User.objects.get(pk=user.pk)
    return {group.label: [line.todo.do for line in group.lines] for group in groups_for(fresh, today)}


def listed_by(browser: Client, group: Group) -> int:
    """How many rows the page that a group leads to shows."""
    response = browser.get(group.url)
    assert response.status_code == 200, group.url
    page = response.text
    return page.count('"row-link"') or page.count("todo-item") or page.count('<tr role="row">') - page.count("</thead>")


def counts_agree(browser: Client, user: User, today: date) -> bool:
    """Whether each count is that of the list it leads to. « Mes votes » shows both of its kinds on one page."""
    groups = [group for group in groups_for(User.objects.get(pk=user.pk), today) if group.count is not None]
    expected: dict[str, int] = {}
    for group in groups:
        expected[group.url] = expected.get(group.url, 0) + (group.count or 0)
    return {group.url: listed_by(browser, group) for group in groups} == expected
