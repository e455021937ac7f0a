"""The template pack and the shared components, as HTML."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from harmonie.components import Event, Step, Tab, Tile, Todo, VerdictLine
from harmonie.controls import Choices
from harmonie.forms import CountField, DayField, EurosField, HouseForm, HouseFormSet


class Asked(HouseForm, forms.Form):
    units = {"weeks": "semaines"}
    purpose = forms.ChoiceField(label="À quoi servira le prêt\u202f?", choices=[("", "Choisissez"), ("a", "Mobilité")])
    words = forms.CharField(label="En quelques mots", max_length=10, help_text="Sans détail médical.")
    amount = EurosField(label="Montant", max_value=Decimal(1000))
    months = CountField(label="Durée", unit="mois", max_value=18)
    weeks = forms.IntegerField(label="Semaines", required=False)
    born = DayField(label="Né le")
    means = forms.ChoiceField(label="Moyen", widget=Choices, choices=[("cash", "Espèces"), ("card", "Carte")])
    home = forms.ChoiceField(label="Logement", widget=forms.RadioSelect, choices=[("t", "Locataire")])
    consent = forms.BooleanField(label="La personne est d’accord")
    contact = forms.EmailField(label="Courriel", required=False, error_messages={"invalid": "Non."})


WRONG = {"words": "beaucoup trop long", "amount": "1 200", "months": "24", "born": "31/02/2020", "contact": "x"}


def drawn(form, source="{% crispy form %}"):
    return Template(source).render(Context({"form": form}))


def test_a_question_comes_before_its_hint_its_error_and_its_control():
    html = drawn(Asked(WRONG))
    parts = [
        '<label class="form-label" for="id_words">',
        'id="id_words_helptext"',
        'id="id_words_error"',
        'name="words"',
    ]
    assert sorted(parts, key=html.index) == parts
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_every_control():
    html = drawn(Asked(WRONG))
    assert 'class="error-summary" role="alert" tabindex="-1"' in html
    for anchor in (
        "id_purpose",
        "id_words",
        "id_amount",
        "id_months",
        "id_born",
        "id_means_0",
        "id_home_0",
        "id_consent",
    ):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html
    assert "Neuf réponses sont à revoir" in html


def test_what_was_typed_is_kept():
    html = drawn(Asked(WRONG))
    assert 'value="1 200"' in html
    assert 'value="31/02/2020"' in html


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("purpose", "Choisissez une réponse à «\u202fÀ quoi servira le prêt\u202f?\u202f»."),
        ("words", "Raccourcissez «\u202fEn quelques mots\u202f»\u00a0: 10 caractères au plus, il y en a 18."),
        ("amount", "«\u202fMontant\u202f»\u00a0: indiquez au plus 1\u202f000\u202f€."),
        ("months", "«\u202fDurée\u202f»\u00a0: indiquez au plus 18 mois."),
        ("born", "Écrivez une date qui existe, sous la forme jj/mm/aaaa, par exemple 31/01/2027."),
        ("consent", "Cochez la case «\u202fLa personne est d’accord\u202f»."),
        ("contact", "Non."),
    ],
)
def test_errors_are_sentences(name, sentence):
    assert Asked(WRONG).errors[name] == [sentence]


def test_text_where_a_figure_belongs():
    form = Asked({"amount": "beaucoup", "months": "deux"})
    assert form.errors["amount"] == ["Écrivez un montant en euros, par exemple 620 ou 1\u202f313,83."]
    assert form.errors["months"] == ["Écrivez un nombre entier, par exemple 12."]


def test_an_enormous_amount_is_a_sentence_too():
    assert Asked({"amount": "9" * 30}).errors["amount"][-1] == "Ce montant est trop grand\u00a0: relisez-le."


def test_units_stand_after_their_control():
    html = drawn(Asked())
    for unit in ("€", "mois", "semaines"):
        assert f'<span class="input-group-text">{unit}</span>' in html


def test_only_optional_questions_are_marked():
    html = drawn(Asked())
    assert html.count("(facultatif)") == 2
    assert "asteriskField" not in html


def test_choices_are_a_fieldset_and_none_is_preselected():
    html = drawn(Asked())
    assert "<legend>Moyen</legend>" in html
    assert 'class="btn-check" type="radio" name="means" value="cash"' in html
    assert "checked" not in html


def test_one_field_alone():
    assert 'name="amount"' in drawn(Asked(), "{{ form.amount|as_crispy_field }}")


class Person(HouseForm, forms.Form):
    name = forms.CharField(label="Nom")


class PersonRows(HouseFormSet):
    row_name = "Membre du foyer"


ROWS = forms.formset_factory(Person, formset=PersonRows, extra=2, can_delete=True)


def test_rows_are_named_and_can_be_taken_out():
    html = drawn(ROWS())
    assert "<legend>Membre du foyer 1</legend>" in html
    assert 'name="form-TOTAL_FORMS"' in html
    assert html.count("Retirer cette ligne") == 2


def test_one_summary_for_several_forms():
    rows = ROWS({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-name": ""})
    html = Template("{% error_summary form rows %}{% crispy form %}{% crispy rows %}").render(
        Context({"form": Asked(WRONG), "rows": rows})
    )
    assert html.count('class="error-summary"') == 1
    assert 'href="#id_form-0-name"' in html


def test_the_corridor_says_where_one_stands():
    steps = [Step("Orientation", "done", "4 janv."), Step("Refus", "stopped"), Step("Contrat")]
    html = Template("{% corridor steps %}").render(Context({"steps": steps}))
    assert html.count('aria-current="step"') == 1
    assert 'Orientation<span class="visually-hidden">, fait</span>' in html
    assert 'class="corridor-step is-stopped" aria-current="step"' in html


def test_counts_per_step_are_no_place_to_stand():
    html = Template("{% corridor steps is_open=True %}").render(
        Context({"steps": [Step("A", "current", "", "/a/", 4)]})
    )
    assert "aria-current" not in html
    assert '<span class="corridor-figure">4</span>' in html


def test_verdicts_are_spoken_and_escaped():
    html = Template("{% verdicts lines %}").render(
        Context({"lines": [VerdictLine("fail", "Prêt <en cours>", "400 €")]})
    )
    assert "Condition non remplie" in html
    assert "Prêt &lt;en cours&gt;" in html


def test_the_small_lists():
    html = Template(
        "{% facts pairs %}{% figure_tiles tiles %}{% tabs items %}{% todo todos %}{% history events %}"
        '{% keyset "" "?apres=3" "12 dossiers" %}{% empty "Rien" "Plus tard" %}{% before_after "a" "1" "b" "2" %}'
    ).render(
        Context(
            {
                "pairs": [("Contact", "06"), ("Vide", "")],
                "tiles": [Tile("Prêté", "600,00 €", is_late=True)],
                "items": [Tab("À traiter", "?a", True, 0)],
                "todos": [Todo("Relire", "/x/", "Chauffe-eau", "hier")],
                "events": [Event(date(2027, 1, 4), "Transmise", "Samuel Bertin", True)],
            }
        )
    )
    assert "<dt>Vide</dt>" not in html
    assert "figure-tile is-late" in html
    assert '<a href="?a" aria-current="page">À traiter <span class="quiet">0</span></a>' in html
    assert '<time datetime="2027-01-04">' in html
    assert 'href="?apres=3" rel="next"' in html
