"""Which papers, of which list, on how many sides."""

from django import forms

from harmonie.controls import Choices
from harmonie.forms import HouseForm

from ..enums import PrintKind, Tab
from ..typed import capitalised
from .papers import OF_A_LIST

BOTH, ONE = "recto-verso", "recto"


class PrintForm(HouseForm, forms.Form):
    kind = forms.ChoiceField(
        label="Papiers",
        choices=[(value, label) for value, label in capitalised(PrintKind) if value in OF_A_LIST],
        initial=PrintKind.SCHEDULE,
    )
    tab = forms.ChoiceField(
        label="Prêts de la liste",
        choices=[(tab.value, tab.label) for tab in Tab if tab not in (Tab.TO_CONTRACT, Tab.CANCELLED)],
        initial=Tab.RUNNING,
    )
    sides = forms.ChoiceField(
        label="L’imprimante",
        choices=[(BOTH, "Recto verso"), (ONE, "Recto seul")],
        widget=Choices,
        initial=BOTH,
        help_text="En recto verso, chaque papier commence sur une feuille à lui.",
    )
