from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from harmonie.chips import Chip
from harmonie.components import Part
from harmonie.navigation import ASIDE, LOANS, MAIN, Entry, address, current
from tests.builders import a_partner, a_user


def rendered(source, **context):
    return Template(source).render(Context(context))


def test_an_undefined_variable_fails_the_test():
    with pytest.raises(pytest.fail.Exception, match="nobody"):
        rendered("{{ nobody }}")


def test_figures_and_nothing():
    assert rendered("{{ a|euros }} {{ a|short_euros }} {{ a|figures }}", a=Decimal(620)) == (
        "620,00\u202f€ 620\u202f€ 620,00"
    )
    assert rendered("{{ a|euros }}{{ a|short_day }}{{ a|clock }}", a=None) == ""


def test_a_chip_is_an_icon_and_a_word():
    html = rendered("{% chip c %}", c=Chip("Au vote <b>", "half", "here"))
    assert 'class="chip chip-here"' in html
    assert 'icons.svg#half"' in html
    assert "Au vote &lt;b&gt;" in html


def test_each_form_has_its_own_token():
    assert rendered("{% once %}") != rendered("{% once %}")


def test_a_note_says_its_tone_with_an_icon():
    html = rendered('{% note "late" role="alert" %}Le dossier a <b>changé</b>.{% endnote %}')
    assert 'class="note note-late" role="alert"' in html
    assert "icons.svg#alert" in html
    assert "<p>Le dossier a <b>changé</b>.</p>" in html


def test_a_note_escapes_what_people_typed():
    assert "&lt;script&gt;" in rendered("{% note %}{{ said }}{% endnote %}", said="<script>")


def test_a_bar_is_drawn_to_scale_without_decimals():
    html = rendered('{% bar parts 600 "Un tiers" %}', parts=[Part(Decimal(200)), Part(Decimal(150), tone="late")])
    assert '<rect x="0" width="333" height="12"/>' in html
    assert '<rect class="is-late" x="333" width="250" height="12"/>' in html


def test_a_bar_of_nothing_is_empty():
    assert 'width="0"' in rendered('{% bar parts 0 "Rien" %}', parts=[Part(0)])


def test_a_room_that_is_not_built_has_no_address():
    assert rendered("{% address 'nowhere:list' %}") == ""


class Somebody:
    partner_id = None

    def has_perm(self, permission):
        return permission == "yes"


def test_the_menu_marks_the_longest_address(monkeypatch):
    places = {"home": "/", "a:list": "/a/", "a:votes": "/a/votes/"}
    monkeypatch.setattr("harmonie.navigation.address", lambda name: places.get(name, ""))
    request = RequestFactory().get("/a/votes/3/")
    request.resolver_match = None
    assert current(request, tuple(places)) == "a:votes"
    request = RequestFactory().get("/b/")
    request.resolver_match = None
    assert current(request, tuple(places)) == ""


def test_a_menu_entry_needs_its_permission_and_its_room(monkeypatch):
    monkeypatch.setattr("harmonie.navigation.address", lambda name: "" if name == "unbuilt" else f"/{name}/")
    monkeypatch.setattr(
        "harmonie.navigation.MAIN",
        (
            Entry("seen", "Vue", "home", "yes"),
            Entry("hidden", "Cachée", "home", "no"),
            Entry("unbuilt", "Bientôt", "home"),
        ),
    )
    request = RequestFactory().get("/seen/")
    request.user, request.resolver_match = Somebody(), None
    html = Template(
        "{% menu 'main' as links %}{% for l in links %}{{ l.label }}{{ l.is_current }} {% endfor %}"
    ).render(Context({"request": request}))
    assert html == "VueTrue "


@pytest.mark.django_db
def test_a_partner_reads_their_own_word_for_demandes(sign_in, monkeypatch):
    monkeypatch.setattr("harmonie.navigation.address", lambda name: f"/{name}/")
    page = sign_in(a_user(partner=a_partner())).get("/compte/mot-de-passe/").content.decode()
    assert "Mes orientations" in page
    assert "Prêts" not in page
    assert [entry.label for entry in MAIN if entry.partner_label] == ["Demandes"]


@pytest.mark.parametrize(("count", "said"), [(0, "0 demande reçue"), (1, "1 demande reçue"), (2, "2 demandes reçues")])
def test_french_agrees_from_two_on(count, said):
    source = "{{ n }} demande{{ n|pluralize }} {{ n|pluralize:'reçue,reçues' }}"
    assert rendered(source, n=count) == said
    assert rendered("demande{{ rows|pluralize }}", rows=["x"] * count) in said


@pytest.mark.parametrize("name", dict.fromkeys(entry.name for entry in (*MAIN, *ASIDE, *LOANS)))
def test_every_entry_of_the_menu_leads_somewhere(name):
    """A name misspelled would be an entry that nobody ever sees."""
    assert address(name)
