"""The way to every setting: what its state is, and nothing that the person may not open."""

from datetime import date

import pytest

from harmonie.accounts.roles import Role
from reporting.settings.index import SECTIONS, Entry, Section, groups_for
from tests.builders import a_partner, a_scheme, a_user

pytestmark = pytest.mark.django_db
URL = "/reglages/"
DAY = date(2027, 3, 1)


def test_it_says_the_state_of_each(sign_in):
    a_partner()
    a_partner(is_active=False)
    a_scheme()
    admin = a_user(Role.ADMINISTRATOR)
    page = sign_in(admin).get(URL).content.decode()
    for said in ("1 partenaire qui oriente, 1 fermé.", "Personne n’est en fonction.", 'href="/reglages/personnes/"'):
        assert said in page
    lines = {line.name: line for group in groups_for(admin, DAY) for line in group.lines}
    assert lines["Personnes et rôles"].summary == "1 personne."
    assert lines["Membres et mandats"].url == "/commission/membres/"


def test_every_entry_opens_for_the_administration(sign_in):
    admin = a_user(Role.ADMINISTRATOR)
    client, groups = sign_in(admin), groups_for(admin, DAY)
    assert sum(len(group.lines) for group in groups) == sum(len(section.entries) for section in SECTIONS)
    for line in (line for group in groups for line in group.lines):
        assert client.get(line.url).status_code == 200, line.name


def test_an_entry_is_shown_only_to_who_may_open_it():
    sections = (Section("Ici", (Entry("Réglages", "settings", "!"), Entry("Rien", "not_built_yet", "!"))),)
    assert [line.name for line in groups_for(a_user(Role.ADMINISTRATOR), DAY, sections)[0].lines] == ["Réglages"]
    assert groups_for(a_user(Role.FINANCE), DAY, sections) == []


def test_it_costs_the_same_for_one_and_for_three(sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(a_user(Role.ADMINISTRATOR))
    a_partner()
    with django_assert_max_num_queries(30) as first:
        client.get(URL)
    for _ in range(2):
        a_partner(), a_scheme(), a_user()
    with django_assert_num_queries(len(first)):
        client.get(URL)
