"""The town's words for its reasons: in forms, in letters, never in the figures."""

from types import SimpleNamespace

import pytest

from applications.enums import ClosingReason
from applications.models import ReasonKind, ReasonText
from applications.outcomes.forms import EndingForm
from applications.outcomes.letters import LAW, Ending, _law
from commission.enums import Grounds
from commission.letters.content import law_of
from commission.motions.reasons import FIRST_WORDS
from harmonie.accounts.roles import Role
from reporting.settings.reasons.catalogue import TITLES, codes_of, reasons_of
from tests.applications.browsing import post
from tests.builders import a_user

pytestmark = pytest.mark.django_db
URL = "/reglages/motifs/"
CEILING = f"{URL}closing/ceiling/"
BUDGET = f"{URL}grounds/budget/"


def test_the_list_shows_every_reason_with_its_words(sign_in, django_assert_max_num_queries):
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    admin.get(URL)
    with django_assert_max_num_queries(9):
        page = admin.get(URL).content.decode()
    for kind in TITLES:
        for reason in reasons_of(kind):
            assert reason.label in page
            assert admin.get(f"{URL}{kind}/{reason.code}/").status_code == 200
    assert "Le règlement des aides facultatives" in page


def test_the_letter_says_what_the_town_wrote(sign_in):
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    said = "Notre règlement réserve ce prêt aux foyers modestes."
    for url in (CEILING, BUDGET):
        assert post(admin, url, sentence=said, opening="Voyez.", position="1", is_offered="on").status_code == 302
    assert _law(Ending("inadmissible", ClosingReason.CEILING, "")) == [said]
    assert _law(Ending("inadmissible", ClosingReason.RESIDENCE, "")) == [LAW[ClosingReason.RESIDENCE]]
    assert law_of(SimpleNamespace(grounds=Grounds.BUDGET, withdraws=None)) == said
    assert "Notre règlement" in admin.get(BUDGET).content.decode()
    post(admin, CEILING, sentence="", position="1", is_offered="on")
    assert _law(Ending("inadmissible", ClosingReason.CEILING, "")) == [LAW[ClosingReason.CEILING]]


def test_words_left_as_they_came_follow_harmonie(sign_in):
    typed = {"sentence": LAW[ClosingReason.CEILING].replace("\u00a0", " "), "position": "1", "is_offered": "on"}
    post(sign_in(a_user(Role.ADMINISTRATOR)), CEILING, **typed)
    assert ReasonText.objects.get().sentence == ""


def test_a_reason_may_be_withdrawn_and_moved(sign_in):
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    post(admin, CEILING, position="1")
    post(admin, f"{URL}closing/budget/", position="2", is_offered="on")
    offered = [code for code, _ in EndingForm(check=None).fields["reason"].choices if code]
    assert "ceiling" not in offered
    assert offered[0] == "budget"
    assert set(offered) == set(ClosingReason.values) - {"ceiling"}
    assert "retiré" in admin.get(URL).content.decode()


def test_what_would_leave_nothing_to_say_is_kept(sign_in):
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    answer = post(admin, f"{URL}grounds/unlawful/", opening="Erreur.", position="9")
    assert answer.status_code == 422
    assert "Gardez ce motif" in answer.content.decode()
    for code in codes_of(ReasonKind.CLOSING)[1:]:
        post(admin, f"{URL}closing/{code}/", position="5")
    assert post(admin, CEILING, position="1").status_code == 422


def test_odd_answers_and_strangers(sign_in):
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    for odd in ({"sentence": "x" * 501}, {"sentence": "a\0"}, {"position": "0"}, {"position": "9" * 30}):
        assert post(admin, CEILING, **{"position": "1", "is_offered": "on"} | odd).status_code == 422
    assert ReasonText.objects.count() == 0
    for missing in ("closing/nulle/", "autre/ceiling/", "grounds/ceiling2/"):
        assert admin.get(f"{URL}{missing}").status_code == 404
    for url in (URL, CEILING):
        assert sign_in(a_user(Role.SECRETARY)).get(url).status_code == 404
    assert admin.post(URL).status_code == 405
    assert FIRST_WORDS[Grounds.BUDGET]
