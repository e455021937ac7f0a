from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "harmonie.documents"
    verbose_name = "documents"
