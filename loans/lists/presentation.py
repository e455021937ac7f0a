"""The lists, as tabs."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from harmonie import components

from ..enums import Tab
from ..queries import TabTotal


def tabs(totals: Sequence[TabTotal], current: Tab) -> list[components.Tab]:
    lists = reverse("loans:list")
    return [
        components.Tab(tab.label, f"{lists}?{urlencode({'liste': tab})}", tab == current, count)
        for tab, count in totals
    ]
