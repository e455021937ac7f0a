"""What the environment decides, and the sentence for whoever forgot something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from harmonie import environment

WHOLE = {
    "HARMONIE_MODE": "production",
    "HARMONIE_SECRET_KEY": "k" * 49 + "ey",
    "HARMONIE_HOSTS": "credit.rivemont.example",
    "DATABASE_URL": "postgresql://harmonie@base.example/harmonie",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """Starts the web application as a server would, with this environment and no other."""
    given = {**WHOLE, **changes}
    kept = {name: value for name, value in os.environ.items() if name not in WHOLE and name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "-c", "import harmonie.wsgi"], env={**kept, **given}, text=True, capture_output=True
    )


def test_production_starts_with_everything():
    assert start().returncode == 0


@pytest.mark.parametrize("name", ["HARMONIE_SECRET_KEY", "HARMONIE_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without_and_names_the_variable(name):
    done = start(**{name: ""})
    assert done.returncode != 0
    assert f"Production needs the environment variable {name}" in done.stderr


@pytest.mark.parametrize("secret", [environment.DEMONSTRATION_SECRET, "court", "k" * 49])
def test_a_default_or_short_secret_is_refused(monkeypatch, secret):
    monkeypatch.setenv("HARMONIE_SECRET_KEY", secret)
    with pytest.raises(ImproperlyConfigured, match="HARMONIE_SECRET_KEY is a default or shorter"):
        environment.secret_key("production")


def test_an_unknown_mode_is_refused(monkeypatch):
    monkeypatch.setenv("HARMONIE_MODE", "recette")
    with pytest.raises(ImproperlyConfigured, match="HARMONIE_MODE is “recette”"):
        environment.mode()


def test_the_database_of_the_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://claire:p%40sse@base.example:5433/credits?sslmode=require")
    settings = environment.database_settings(Path("/ici"))
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("credits", "claire", "p@sse")
    assert (settings["HOST"], settings["PORT"]) == ("base.example", "5433")
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_without_one_the_embedded_servers(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = environment.database_settings(Path("/ici"))
    assert settings["NAME"] == "harmonie"
    assert settings["HOST"].startswith("/tmp/harmonie-")


def test_mail_goes_to_files_except_in_production(tmp_path):
    assert environment.mailer("demonstration", tmp_path)["OPTIONS"] == {"file_path": str(tmp_path / "var" / "mail")}


def test_mail_of_production(monkeypatch, tmp_path):
    monkeypatch.setenv("HARMONIE_SMTP_HOST", "courrier.example")
    monkeypatch.setenv("HARMONIE_SMTP_SECURITY", "starttls")
    options = environment.mailer("production", tmp_path)["OPTIONS"]
    assert (options["host"], options["use_tls"], options["use_ssl"]) == ("courrier.example", True, False)


def test_an_unknown_protection_of_mail_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("HARMONIE_SMTP_SECURITY", "oui")
    with pytest.raises(ImproperlyConfigured, match="HARMONIE_SMTP_SECURITY is “oui”"):
        environment.mailer("production", tmp_path)


def test_hosts_may_be_written_with_spaces():
    assert environment.hosts("credit.example, www.credit.example ,") == ["credit.example", "www.credit.example"]


def test_links_in_mails_lead_to_the_address_given_else_to_the_first_host(monkeypatch):
    monkeypatch.delenv("HARMONIE_URL", raising=False)
    assert environment.public_url("production", ["credit.example", "autre.example"]) == "https://credit.example"
    monkeypatch.setenv("HARMONIE_URL", "https://ccas.example/")
    assert environment.public_url("production", ["credit.example"]) == "https://ccas.example"
    monkeypatch.setenv("HARMONIE_URL", "ccas.example")
    with pytest.raises(ImproperlyConfigured, match="HARMONIE_URL"):
        environment.public_url("production", ["credit.example"])
