from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "harmonie.accounts"
    verbose_name = "comptes"
