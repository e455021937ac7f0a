from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "harmonie.mail"
    verbose_name = "courrier électronique"
