"""The books: slips, the cash office's journal, what is left to recover, direct debits."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
