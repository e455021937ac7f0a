"""Every address, asked for by those it does not concern: it does not exist for them."""

import pytest
from django.urls import reverse

from applications.urls import urlpatterns
from harmonie.accounts.roles import Role
from tests.applications.browsing import post
from tests.applications.builders import a_draft, a_partners_user, a_submitted, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
# An address that names something else than a dossier is tried in tests/access/table.py, with that thing.
WORDS = {"document": "Lettre-1"}
ARGUMENTS = {pattern.name: tuple(pattern.pattern.converters) for pattern in urlpatterns if pattern.name}
ALL = [name for name, arguments in ARGUMENTS.items() if set(arguments) <= {"reference", *WORDS}]
ONE = [name for name in ALL if "reference" in ARGUMENTS[name]]
REVIEW = ["take_over", "resume", "check", "ready", "ask_documents", "assess", "close", "open_under"]
LENDER = [
    "lender_file", "lender_file_state", "make_lender_file", "lender_document", "send", "lender_answer", "lender_paid",
    "lender_abandon", "lender_settled", "lender_late",
]  # fmt: skip
POST_ONLY = ["take_over", "resume", "check", "ready", "make_lender_file"]
READ_ONLY = ["detail", "lender_file", "lender_file_state", "lender_document"]
STRANGERS = {
    "another partner": lambda: a_partners_user(),
    "a partner without its partner": lambda: a_user(Role.PARTNER),
    "finance": lambda: a_user(Role.FINANCE),
    "a commission member": lambda: a_user(Role.COMMISSION_MEMBER),
    "an administrator": lambda: a_user(Role.ADMINISTRATOR),
}


def address(name: str, reference: str) -> str:
    words = {"reference": reference, **WORDS}
    return reverse(f"applications:{name}", args=[words[word] for word in ARGUMENTS[name]])


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("name", ONE)
def test_a_stranger_finds_nothing(sign_in, name: str, stranger: str):
    client, url = sign_in(STRANGERS[stranger]()), address(name, a_submitted().reference)
    read, posted = client.get(url), post(client, url)
    closed = {404, 405}
    assert read.status_code in closed
    assert posted.status_code in closed
    assert 404 in {read.status_code, posted.status_code}


@pytest.mark.parametrize("role", [None, Role.FINANCE, Role.COMMISSION_MEMBER])
@pytest.mark.parametrize("name", ["list", "new"])
def test_those_who_have_no_requests_have_no_list(sign_in, name: str, role: Role | None):
    user = a_user(role) if role else a_user(Role.PARTNER)
    assert sign_in(user).get(address(name, "")).status_code == 404


@pytest.mark.parametrize("name", [*REVIEW, *LENDER])
def test_a_partner_reviews_nothing_of_its_own(sign_in, name: str):
    partner = a_partners_user()
    application = a_submitted(partner)
    assert post(sign_in(partner), address(name, application.reference)).status_code == 404


@pytest.mark.parametrize("name", [*REVIEW, *LENDER, "person", "household", "budget", "project", "submit"])
def test_the_secretary_reads_and_does_not_write(sign_in, name: str):
    client, application = sign_in(a_user(Role.SECRETARY)), in_review()
    assert client.get(address("detail", application.reference)).status_code == 200
    assert post(client, address(name, application.reference)).status_code == 404


@pytest.mark.parametrize("name", POST_ONLY)
def test_what_only_posts_cannot_be_opened(sign_in, name: str):
    assert sign_in(a_user()).get(address(name, in_review().reference)).status_code == 405


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_is_only_read_cannot_be_posted(sign_in, name: str):
    assert post(sign_in(a_user()), address(name, in_review().reference)).status_code == 405


def test_a_partners_draft_is_not_seen_by_the_ccas(sign_in):
    draft = a_draft()
    assert sign_in(a_user()).get(address("detail", draft.reference)).status_code == 404


@pytest.mark.parametrize("name", ALL)
def test_without_signing_in_every_address_leads_to_the_door(client, name: str):
    response = client.get(address(name, "2027-0001"))
    assert response.status_code == 302
    assert "/compte/" in response.url
