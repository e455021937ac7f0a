from django.apps import AppConfig


class TownConfig(AppConfig):
    name = "harmonie.town"
    verbose_name = "Le CCAS"
