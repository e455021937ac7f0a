"""Who changed what, from what to what: the history of a row as its page shows it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from harmonie.accounts.roles import Role
from harmonie.registry.authorship import recorded
from harmonie.registry.changes import changes_among, changes_of
from harmonie.schemes.models import Scheme, SchemeTerms
from tests.builders import a_scheme, a_user, terms

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_change_says_who_when_why_and_from_what_to_what():
    scheme, by = a_scheme(name="Crédit"), a_user(Role.ADMINISTRATOR, first_name="Ada", last_name="Roy")
    scheme.name, scheme.is_active = "Prêt", False
    with recorded(by=by, now=NOW, why="délibération 2026-4"):
        scheme.save(update_fields=["name", "is_active"])
    latest, first = changes_of(scheme, leave_out=["code"])
    assert (latest.on, latest.by, latest.why) == (NOW, "Ada Roy", "délibération 2026-4")
    assert (latest.what, first.what) == ("Modification", "Création")
    assert latest.details == [("Nom", "Crédit", "Prêt"), ("Ouvert", "oui", "non")]
    assert ("Qui prête", "", "le CCAS prête sur son budget") in first.details
    assert "Code" not in [detail.label for detail in first.details]
    shown = Template("{% changes found %}").render(Context({"found": [latest, first]}))
    assert "Ada Roy, 10\u00a0h\u00a030" in shown
    assert "en dehors des écrans" in shown
    assert "<s>" in shown


def test_changes_of_many_rows_cost_the_same(django_assert_num_queries):
    scheme = a_scheme()
    for year in (2007, 2008, 2009):
        terms(scheme, valid_from=date(year, 1, 1), valid_to=date(year + 1, 1, 1))
    SchemeTerms.objects.filter(valid_from=date(2009, 1, 1)).delete()
    with django_assert_num_queries(2):
        found = changes_among(SchemeTerms, scheme_id=scheme.pk, about="valid_from")
    assert [change.kind for change in found] == ["delete", "insert", "insert", "insert"]
    assert found[0].about == "1er\u00a0janvier\u00a02009"
    assert ("Dispositif", "", "Crédit Harmonie") in found[1].details
    assert changes_among(Scheme, pgh_obj_id=0) == []
