"""What people write to each other."""

from django import forms

from harmonie.forms import HouseForm
from harmonie.free_text import FreeTextField

TEXT_LIMIT = 4000


class NoteForm(HouseForm, forms.Form):
    text = FreeTextField(
        label="Votre note", max_length=TEXT_LIMIT, rows=3, help_text="Entre collègues\u00a0: restez aux faits utiles."
    )


class MessageForm(HouseForm, forms.Form):
    text = FreeTextField(label="Votre message", max_length=TEXT_LIMIT, rows=3)
