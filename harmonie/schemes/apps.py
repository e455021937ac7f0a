from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "harmonie.schemes"
    verbose_name = "dispositifs"
