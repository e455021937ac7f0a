"""The clock of the loans room, in its arrears, and letters that cost nothing to render."""

import pytest

from tests.loans.conftest import clock, finance

__all__ = ["clock", "finance"]


@pytest.fixture
def quick_letters(monkeypatch):
    """Letters made of their facts, without the half second of a page; `said` is what each was told."""
    said = []

    def render(template, context):
        said.append(context)
        return f"%PDF {context['reference']} {context['late'].amount}".encode()

    monkeypatch.setattr("loans.arrears.issuing_actions.render_pdf", render)
    return said
