from django.apps import AppConfig


class HarmonieConfig(AppConfig):
    name = "harmonie"
    verbose_name = "rez-de-chaussée"
