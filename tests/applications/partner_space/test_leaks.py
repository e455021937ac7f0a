"""A rival partner at work: what is another's, or the CCAS's own, is nowhere for them, and changes nothing they see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter
from django.utils import timezone

from applications import actions
from applications.duplicates.actions import merge, record_finding
from applications.enums import ClosingReason, Step
from applications.models import (
    EligibilityCheck,
    InternalNote,
    LoanApplication,
    Message,
    SavedFilter,
    SupportingDocument,
)
from harmonie.accounts.models import User
from tests.accounts.builders import a_leader
from tests.applications.browsing import post
from tests.applications.builders import (
    a_filled_draft,
    a_submitted,
    an_external_scheme,
    an_open_scheme,
    in_review,
)
from tests.applications.partner_space.crawl import reached, text_of
from tests.builders import a_partner, a_user
from tests.intake_rows import a_lender_loan, a_stored_file
from tests.not_found import bare_not_found

pytestmark = pytest.mark.django_db
# Seeded in every private place; none is a word of the product.
MARK = "zibeline"


@dataclass
class Scene:
    """Two partners referred one person; the CCAS works on both."""

    mine: LoanApplication
    theirs: LoanApplication
    me: User
    rival: User
    worker: User


@pytest.fixture
def scene() -> Scene:
    scheme, worker = an_open_scheme(), a_user(first_name="Claire")
    me, rival = a_leader(), a_leader(a_partner(name=f"Maison {MARK}-partenaire"), first_name=f"{MARK}-rival")
    mine = in_review(worker, by=me, scheme=scheme)
    theirs = in_review(
        worker, by=rival, scheme=scheme, first_name="Nadja", project={"description": f"{MARK}-projet", "supplier": "x"}
    )
    return Scene(mine, theirs, me, rival, worker)


def furnish(scene: Scene) -> None:
    """Something private in every place that could show it."""
    now, by = timezone.now(), scene.worker
    told = {"by": by, "now": now}
    for application in (scene.mine, scene.theirs):
        said = {"application": application, "written_at": now, "written_by": by}
        InternalNote.objects.create(text=f"{MARK}-note", **said)
        actions.assess(
            application=application,
            assessment=f"{MARK}-évaluation",
            expected_revision=application.revision,
            **told,
        )
        check = actions.check_eligibility(application=application, **told)
        check.pk, check.verdicts = None, [{"code": "x", "verdict": "fail", "say": f"{MARK}-contrôle", "why": ""}]
        EligibilityCheck.objects.bulk_create([check])
        unshared = {"step": Step.REVIEW, "sentence": f"{MARK}-jalon", "note": f"{MARK}-jalon", "is_shared": False}
        actions.record_milestone(application=application, **unshared, **told)
    record_finding(one=scene.mine.applicant, other=scene.theirs.applicant, is_same=True, why=f"{MARK}-constat", **told)
    Message.objects.create(
        application=scene.theirs, text=f"{MARK}-message", is_from_partner=False, written_at=now, written_by=by
    )
    SupportingDocument.objects.create(
        application=scene.theirs,
        label=f"{MARK}-pièce",
        file=a_stored_file(by, now),
        is_from_partner=False,
        added_at=now,
        added_by=by,
    )
    a_lender_loan(scene.theirs, now)
    SavedFilter.objects.create(user=by, name=f"{MARK}-liste", query="", saved_at=now)
    actions.request_documents(application=scene.theirs, awaited=f"{MARK}-attendu", **told)


def test_nothing_private_is_on_any_page_a_partner_reaches(scene: Scene, sign_in):
    furnish(scene)
    merge(one=scene.mine, other=scene.theirs, why=f"{MARK}-réunion", by=scene.worker, now=timezone.now())
    pages = reached(sign_in(scene.me))
    assert f"/demandes/{scene.mine.reference}/" in pages
    assert len(pages) > 8
    wrong = {path: re.findall(rf"{MARK}\S*", page)[:3] for path, page in pages.items() if MARK in page}
    assert wrong == {}
    assert [path for path, page in pages.items() if scene.theirs.reference in page] == []
    worker = sign_in(scene.worker)
    dossiers = [reverse("applications:detail", args=[each.reference]) for each in (scene.mine, scene.theirs)]
    seen = "".join(worker.get(address).content.decode() for address in dossiers)
    assert all(f"{MARK}-{word}" in seen for word in ("note", "évaluation", "partenaire", "projet", "pièce"))


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif entry.pattern.converters and not (entry.name or "").startswith(("account_", "mfa_")):
            yield f"{prefix}{entry.name}", entry


def foreign(scene: Scene, entry: URLPattern) -> Iterator[list[object]]:
    """Arguments of an address that are the rival's: its reference, its document, and the first keys of every table."""
    paper = scene.theirs.documents.get().key
    kinds = [type(converter) for converter in entry.pattern.converters.values()]
    keys = (1, 2, 3, scene.theirs.pk, scene.rival.pk, scene.worker.pk) if IntConverter in kinds else (0,)
    for key in keys:
        known = {IntConverter: key, UUIDConverter: paper}
        yield [known.get(kind, scene.theirs.reference) for kind in kinds]


def answers(response: HttpResponse, *, named: bool) -> bool:
    """Whether it tells anything of the rival's: a page where only their key leads, a private word, or a failure."""
    body = MARK if response.streaming else response.content.decode(errors="replace")
    status = response.status_code
    return MARK in body or status >= 500 or (named and status not in (404, 405))


def test_no_address_answers_to_what_is_another_partners(scene: Scene, sign_in):
    furnish(scene)
    client, wrong = sign_in(scene.me), []
    client.raise_request_exception = False
    with bare_not_found():
        for name, entry in addresses(get_resolver()):
            named = any(not isinstance(converter, IntConverter) for converter in entry.pattern.converters.values())
            for url in (reverse(name, args=arguments) for arguments in foreign(scene, entry)):
                told = [response for response in (client.get(url), post(client, url)) if answers(response, named=named)]
                wrong += [(url, response.status_code) for response in told]
    assert wrong == []


WORDS = ["Nadja", "zibeline", "benali", "60990", "06", "{theirs}", "%", "_", "\\", "'", "nadja benali"]


@pytest.mark.parametrize("word", WORDS)
def test_no_search_finds_it_nor_counts_it(scene: Scene, sign_in, word: str):
    client = sign_in(scene.me)
    found = client.get("/demandes/", {"q": word.format(theirs=scene.theirs.reference), "liste": "toutes"})
    assert found.status_code == 200
    rows = {row["application"] for row in found.context["rows"]}
    assert rows <= {scene.mine}
    assert f">{scene.theirs.reference}<" not in found.content.decode()


def test_a_reference_of_another_partner_reads_like_one_that_nobody_has(scene: Scene, sign_in):
    client = sign_in(scene.me)
    told = []
    for reference in (scene.theirs.reference, "2020-9999"):
        with CaptureQueriesContext(connection) as queries:
            page = text_of(client, f"/demandes/{reference}/").replace(reference, "")
        told.append((page, len(queries)))
    assert told[0] == told[1]


def test_a_partners_pages_do_not_change_when_another_refers_the_same_person(sign_in):
    """Nothing to compare, to count or to time: what the CCAS finds out leaves no trace here."""
    worker, scheme = a_user(), an_open_scheme()
    me, rival = a_leader(), a_leader()
    mine = in_review(worker, by=me, scheme=scheme)
    client = sign_in(me)
    alone = reached(client)
    theirs = in_review(worker, by=rival, scheme=scheme, first_name="Nadja")
    told = {"by": worker, "now": timezone.now()}
    actions.record_live_loan(application=theirs, reference="P2027-0001", **told)
    record_finding(one=mine.applicant, other=theirs.applicant, is_same=True, why="", **told)
    actions.check_eligibility(application=mine, **told)
    assert reached(client) == alone
    merge(one=mine, other=theirs, why="", **told)
    assert reached(client) == alone


def test_handing_in_asks_the_database_the_same_with_a_twin_and_without(sign_in):
    scheme, counts = an_open_scheme(), []
    for twins in range(3):
        me = a_leader()
        draft = a_filled_draft(me, scheme=scheme)
        client = sign_in(me)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            response = post(
                client, f"/demandes/{draft.reference}/transmettre/", consented="on", revision=draft.revision
            )
        assert response.status_code == 302, twins
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


SILENT = [
    ClosingReason.RUNNING_LOAN,
    ClosingReason.RECENT_REFUSAL,
    ClosingReason.BUDGET,
    ClosingReason.ABANDONED,
    ClosingReason.OTHER_HELP,
]


@pytest.mark.parametrize("reason", SILENT)
def test_a_merged_referral_reads_like_any_that_stopped(sign_in, reason: ClosingReason):
    worker, me, scheme = a_user(), a_leader(), an_open_scheme()
    kept = a_submitted(scheme=scheme)
    merged, stopped = (in_review(worker, by=me, scheme=scheme) for _ in range(2))
    told = {"by": worker, "now": timezone.now()}
    merge(one=kept, other=merged, why="", **told)
    actions.withdraw(application=stopped, reason=reason, note=f"{MARK}-note", **told)
    client = sign_in(me)
    pages = [
        text_of(client, f"/demandes/{application.reference}/").replace(application.reference, "")
        for application in (merged, stopped)
    ]
    assert pages[0] == pages[1]
    assert "Le CCAS suit la personne" in pages[0]
    assert MARK not in pages[0]


def test_the_lenders_reason_stays_with_the_ccas(sign_in):
    worker, me = a_user(), a_leader()
    application = a_ready(worker, me)
    told = {"by": worker, "now": timezone.now()}
    actions.send_to_lender(application=application, missing_why="Pièces vues", **told)
    answer = {"granted": False, "reason": ClosingReason.BUDGET, "note": f"{MARK}\u00a0: reste à vivre trop bas"}
    actions.record_lender_answer(application=application, **answer, **told)
    pages = reached(sign_in(me))
    assert not [path for path, page in pages.items() if MARK in page]
    told = {path: page for path, page in pages.items() if not path.startswith("/aide/")}  # the guide speaks to all
    assert not [path for path, page in told.items() if "reste à vivre" in page.lower()]


def a_ready(worker: User, me: User) -> LoanApplication:
    application = in_review(worker, by=me, scheme=an_external_scheme())
    told = {"by": worker, "now": timezone.now()}
    actions.assess(application=application, assessment="Bien", expected_revision=application.revision, **told)
    actions.check_eligibility(application=application, **told)
    actions.mark_ready(application=application, **told)
    return LoanApplication.objects.get(pk=application.pk)


def test_a_colleague_of_the_same_partner_reads_it_all(sign_in, scene: Scene):
    colleague = a_user(partner=scene.me.partner)
    page = sign_in(colleague).get(f"/demandes/{scene.mine.reference}/").content.decode()
    assert str(scene.me) in page
