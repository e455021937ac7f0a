"""What the environment decides, read once, with a sentence for whoever forgot something."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

MODES = ("demonstration", "test", "production")
SMTP_PATIENCE = 30  # seconds that a silent mail server may keep a message waiting
# How much of a word a name shares at least when one letter differs: the index then offers it to the search.
SLIP = "-c pg_trgm.word_similarity_threshold=0.3"
DEMONSTRATION_SECRET = "demonstration-only-never-in-production"  # noqa: S105 - production refuses it


def mode() -> str:
    """`HARMONIE_MODE`; anything but the three known words is refused."""
    value = os.environ.get("HARMONIE_MODE", "demonstration")
    if value not in MODES:
        raise ImproperlyConfigured(f"HARMONIE_MODE is “{value}”; use one of {', '.join(MODES)}.")
    return value


def required(name: str) -> str:
    """The value of a variable that production cannot do without."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Production needs the environment variable {name}; it is missing or empty.")
    return value


def hosts(names: str) -> list[str]:
    """« a.example, b.example » as two names."""
    return [name.strip() for name in names.split(",") if name.strip()]


def public_url(mode: str, hosts: list[str]) -> str:
    """Where people reach Harmonie, for links in mails: `HARMONIE_URL`, else the first of the production's hosts."""
    value = os.environ.get("HARMONIE_URL", "").strip().rstrip("/")
    if value and not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"HARMONIE_URL is “{value}”; it must begin with http:// or https://.")
    return value or (f"https://{hosts[0]}" if mode == "production" else "http://localhost:8000")


def whole_number(name: str, default: int) -> int:
    """The variable as a number above zero, or `default` while it is not set."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or not 0 < int(value) < 1000:
        raise ImproperlyConfigured(f"{name} is “{value}”; use a whole number from 1 to 999.")
    return int(value)


def scanner() -> str:
    """`HARMONIE_CLAMD`: a socket's path or host:port, empty while no virus scanner is used."""
    value = os.environ.get("HARMONIE_CLAMD", "").strip()
    if value and not value.startswith("/") and not value.rpartition(":")[2].isdecimal():
        raise ImproperlyConfigured(f"HARMONIE_CLAMD is “{value}”; use a socket’s path or host:port.")
    return value


def secret_key(mode: str) -> str:
    """`HARMONIE_SECRET_KEY` in production, at least 50 characters and not the demonstration's."""
    if mode != "production":
        return DEMONSTRATION_SECRET
    value = required("HARMONIE_SECRET_KEY")
    if value == DEMONSTRATION_SECRET or len(value) < 50:
        raise ImproperlyConfigured(
            "HARMONIE_SECRET_KEY is a default or shorter than 50 characters; generate one of your own."
        )
    return value


def former_secret_keys() -> list[str]:
    """`HARMONIE_FORMER_SECRET_KEYS`, separated by spaces: what they sealed or signed still opens."""
    return os.environ.get("HARMONIE_FORMER_SECRET_KEYS", "").split()


def database_settings(base_dir: Path) -> dict[str, Any]:
    """Django's database entry from `DATABASE_URL`, else the embedded server's socket under `var/`."""
    if mode() == "production":
        required("DATABASE_URL")
    from harmonie.postgres import embedded_url

    parts = conninfo_to_dict(os.environ.get("DATABASE_URL") or embedded_url(base_dir))
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, Any] = {names[key]: str(value) for key, value in parts.items() if key in names}
    options: dict[str, Any] = {key: value for key, value in parts.items() if key not in names}
    # Nobody waits longer than this for a page; a stuck lock is answered, not endured.
    options["options"] = f"-c statement_timeout=30000 -c lock_timeout=10000 {SLIP}"
    if mode() != "test":
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": options}


def mailer(mode: str, base_dir: Path) -> dict[str, Any]:
    """Django's mailer entry: the SMTP server of production, files under `var/` elsewhere."""
    if mode != "production":
        folder = str(base_dir / "var" / "mail")
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": folder}}
    security = os.environ.get("HARMONIE_SMTP_SECURITY", "none")
    if security not in ("none", "starttls", "tls"):
        raise ImproperlyConfigured(f"HARMONIE_SMTP_SECURITY is “{security}”; use one of none, starttls, tls.")
    options = {
        "host": os.environ.get("HARMONIE_SMTP_HOST", "localhost"),
        "port": int(os.environ.get("HARMONIE_SMTP_PORT", "25")),
        "username": os.environ.get("HARMONIE_SMTP_USER", ""),
        "password": os.environ.get("HARMONIE_SMTP_PASSWORD", ""),
        "use_tls": security == "starttls",
        "use_ssl": security == "tls",
        "timeout": SMTP_PATIENCE,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
