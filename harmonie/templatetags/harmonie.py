"""What templates need everywhere: French figures and dates, icons, state chips, the form token, the menu."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.db.models import QuerySet
from django.forms import BoundField
from django.template import defaultfilters
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from harmonie import controls, dates, money, navigation, words
from harmonie.accounts import demonstration
from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.components import Event, Part, Step, Tab, Tile, Todo, VerdictLine
from harmonie.registry import kept as kept_input
from harmonie.registry.changes import Change

register = template.Library()
NOTE_ICONS = {"": "info", "warn": "flag", "late": "alert", "done": "check"}
MESSAGE_TONES = {"success": "done", "warning": "warn", "error": "late"}
SPOKEN = {"pass": "Condition remplie", "fail": "Condition non remplie", "flag": "À signaler"}
VERDICT_ICONS = {"pass": "check", "fail": "cross", "flag": "flag"}


@register.filter
def euros(amount: Decimal | None) -> str:
    return "" if amount is None else money.euros(amount)


@register.filter
def short_euros(amount: Decimal | None) -> str:
    return "" if amount is None else money.short_euros(amount)


@register.filter
def figures(amount: Decimal | None) -> str:
    return "" if amount is None else money.figures(amount)


@register.filter
def percent(rate: Decimal | None) -> str:
    return "" if rate is None else money.percent(rate)


@register.filter
def of(name: object) -> str:
    return words.of(name)


@register.filter
def pluralize(count: int | Decimal | Sequence[Any], endings: str = "s") -> str:
    """French agrees from two on: « 0 demande reçue ». Stands in for Django’s own, which agrees at zero."""
    number = len(count) if isinstance(count, Sequence) else count
    return defaultfilters.pluralize(2 if number >= 2 else 1, endings)


@register.filter
def short_day(day: date | datetime | None) -> str:
    return dates.short_day(day) if day else ""


@register.filter
def plain_day(day: date | datetime | None) -> str:
    return dates.plain_day(day) if day else ""


@register.filter
def long_day(day: date | datetime | None) -> str:
    return dates.long_day(day) if day else ""


@register.filter
def clock(moment: datetime | None) -> str:
    return dates.clock(moment) if moment else ""


@register.filter
def waiting_since(day: date | datetime, today: date) -> str:
    return dates.waiting_since(day, today)


@register.filter
def in_words(count: int) -> str:
    """A count of feminine things at the head of a sentence: « Une », « Deux »."""
    return money.feminine_count(count).capitalize()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of our sprite; the word beside it carries the meaning."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
def emblem(label: str = "") -> SafeString:
    """The house's sign: decorative, unless it stands alone in a link and `label` names where that leads."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="emblem" {}><use href="{}#emblem"/></svg>', spoken, static("icons.svg"))


@register.simple_tag
def chip(state: Chip) -> SafeString:
    tone = f" chip-{state.tone}" if state.tone else ""
    return format_html('<span class="chip{}">{}{}</span>', tone, icon(state.icon), state.label)


@register.simple_tag
def once() -> SafeString:
    """The token that lets a form count once (see `harmonie.registry.once`)."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


@register.simple_tag(takes_context=True)
def menu(context: RequestContext, part: str) -> list[navigation.Link]:
    """The links of the menu's `part`, "main", "aside" or "loans", for the person of this page."""
    return navigation.menu(context["request"], navigation.part(part))


@register.simple_tag(takes_context=True)
def search_address(context: RequestContext) -> str:
    """Where the top bar's search leads, "" for those who may not look for a dossier."""
    may_search = context["request"].user.has_perm("applications.view_loanapplication")
    return navigation.address("applications:list") if may_search else ""


@register.simple_tag
def demonstration_people() -> QuerySet[User]:
    """The accounts that the demonstration's sign-in page offers."""
    return demonstration.people()


@register.simple_tag
def address(name: str) -> str:
    """The address of a page that another room may not have built yet, else ""."""
    return navigation.address(name)


@register.filter
def message_tone(tags: str) -> str:
    return next((tone for tag, tone in MESSAGE_TONES.items() if tag in tags), "")


@register.simple_block_tag
def note(content: str, tone: str = "", *, role: str = "") -> SafeString:
    """`{% note "warn" %}…{% endnote %}`: one message in the page; `tone` is "", "warn", "late" or "done"."""
    css = f"note note-{tone}" if tone else "note"
    spoken = format_html(' role="{}"', role) if role else ""
    return format_html(
        '<div class="{}"{}>{}<p>{}</p></div>', css, spoken, icon(NOTE_ICONS[tone]), SafeString(content.strip())
    )


@register.inclusion_tag("components/corridor.html")
def corridor(steps: Sequence[Step], label: str = "Parcours du dossier", *, is_open: bool = False) -> dict[str, Any]:
    return {"steps": steps, "label": label, "is_open": is_open}


@register.simple_tag
def mini_corridor(at: int) -> SafeString:
    """The corridor in a table row, beside the name of the step: `at` 1 to 5, 6 when finished, 0 when stopped."""
    return format_html('<span class="mini at-{}" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></span>', at)


@register.inclusion_tag("components/verdicts.html")
def verdicts(lines: Sequence[VerdictLine]) -> dict[str, Any]:
    return {"lines": [(line, VERDICT_ICONS[line.tone], SPOKEN[line.tone]) for line in lines]}


@register.inclusion_tag("components/facts.html")
def facts(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    return {"pairs": [(label, value) for label, value in pairs if value not in (None, "")]}


@register.inclusion_tag("components/figures.html")
def figure_tiles(tiles: Sequence[Tile]) -> dict[str, Any]:
    return {"tiles": tiles}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Sequence[Tab], label: str = "Listes") -> dict[str, Any]:
    return {"items": items, "label": label}


@register.inclusion_tag("components/todo.html")
def todo(items: Sequence[Todo]) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("components/history.html")
def history(events: Sequence[Event]) -> dict[str, Any]:
    return {"events": events}


@register.inclusion_tag("components/changes.html")
def changes(found: Sequence[Change]) -> dict[str, Any]:
    return {"changes": found}


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "", level: int = 2) -> dict[str, Any]:
    """An empty place. Its title is a heading of `level` 2, or of 3 inside a section that has a title of its own."""
    return {"title": title, "text": text, "url": url, "action": action, "level": level}


@register.inclusion_tag("components/keyset.html")
def keyset(previous: str = "", following: str = "", say: str = "") -> dict[str, Any]:
    """Neighbouring pages of a list: two addresses ("" when there is none) and what this page holds, in words."""
    return {"previous": previous, "following": following, "say": say}


@register.inclusion_tag("components/before_after.html")
def before_after(before: str, first: str, after: str, second: str) -> dict[str, Any]:
    return {"before": before, "first": first, "after": after, "second": second}


@register.inclusion_tag("components/bar.html")
def bar(parts: Sequence[Part], total: Decimal | int, label: str, *, legend: bool = False) -> dict[str, Any]:
    """A bar of `total`, in the same unit as its parts; `label` says it in words, for those who do not see it."""
    start, stretches = Decimal(0), []
    for part in parts:
        stretches.append((_thousandths(start, total), _thousandths(Decimal(part.amount), total), part))
        start += part.amount
    return {"stretches": stretches, "label": label, "legend": legend}


def _thousandths(amount: Decimal, total: Decimal | int) -> int:
    return round(amount * 1000 / total) if total else 0


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """Everything to correct in these forms and formsets, once, on top. They no longer show their own summary.

    Takes them one by one, or as one list.
    """
    every = [form for given in forms for form in (given if isinstance(given, list) else [given])]
    for form in every:
        form.is_summarised = True
    lines = [line for form in every for line in controls.error_lines(form)]
    return {"lines": lines}


@register.filter
def needs_summary(form: Any) -> bool:
    """Whether a form still has to list its own errors on top."""
    return not getattr(form, "is_summarised", False)


@register.inclusion_tag("components/kept.html", takes_context=True)
def kept(context: RequestContext, at: str = "") -> dict[str, Any]:
    """Above a form with `data-keep`: what was begun and not saved, and the script that keeps it (`registry.kept`)."""
    request = context["request"]
    return {"begun": kept_input.shown(request, at), "page": at or request.path, "back": request.path}


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own control, dressed: form-control, form-select or form-check-input."""
    return controls.dressed(field)


@register.filter
def unit(field: BoundField) -> str:
    """« € », « mois »: what stands after the control."""
    return getattr(field.field, "unit", "")


@register.filter
def kind(field: BoundField) -> str:
    """ "check", "options", "choices" or "plain": how the template pack draws the field."""
    return controls.kind(field)


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether to say « (facultatif) »: not for a single box, whose empty state is an answer."""
    return not field.field.required and not field.field.disabled and controls.kind(field) != "check"
