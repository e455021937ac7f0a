"""What is written of a request's conditions."""

from django import forms

from harmonie.controls import Choices
from harmonie.forms import HouseForm
from harmonie.free_text import FreeTextField

LIMIT = 2000


class NewFactsForm(HouseForm, forms.Form):
    text = FreeTextField(
        label="Qu’est-ce qui a changé depuis le refus\u202f?",
        max_length=500,
        rows=4,
        help_text="Par exemple\u00a0: un emploi trouvé, une dette soldée, un autre projet. La commission le lira.",
    )


class DerogationAskedForm(HouseForm, forms.Form):
    reason = FreeTextField(
        label="Pourquoi une dérogation\u202f?",
        max_length=LIMIT,
        rows=5,
        help_text="La présidence décide sur ces mots. Ni nom, ni diagnostic médical.",
    )


class DerogationAnswerForm(HouseForm, forms.Form):
    answer = forms.ChoiceField(
        label="Votre réponse",
        choices=(("grant", "Accorder la dérogation"), ("decline", "Ne pas l’accorder")),
        widget=Choices,
    )
    reason = FreeTextField(
        label="Motif",
        max_length=LIMIT,
        rows=5,
        help_text="Il est gardé avec la réponse. La commission lit celui d’une dérogation accordée.",
    )
