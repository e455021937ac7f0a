from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "harmonie.registry"
    verbose_name = "registre"
