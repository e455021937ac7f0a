"""What templates need everywhere: French figures, icons, state chips, the form token."""

import uuid
from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from harmonie import money
from harmonie.chips import Chip

register = template.Library()


@register.filter
def euros(amount: Decimal | None) -> str:
    return "" if amount is None else money.euros(amount)


@register.filter
def short_euros(amount: Decimal | None) -> str:
    return "" if amount is None else money.short_euros(amount)


@register.filter
def figures(amount: Decimal | None) -> str:
    return "" if amount is None else money.figures(amount)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of our sprite; the word beside it carries the meaning."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
def chip(state: Chip) -> SafeString:
    tone = f" chip-{state.tone}" if state.tone else ""
    return format_html('<span class="chip{}">{}{}</span>', tone, icon(state.icon), state.label)


@register.simple_tag
def once() -> SafeString:
    """The token that lets a form count once (see `harmonie.registry.once`)."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())
