"""The CCAS refers for a partner: its own draft, then the partner's request."""

import pytest
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from harmonie.accounts.models import Partner, User
from harmonie.refusals import WrongState
from tests.applications.browsing import post
from tests.applications.builders import NADIA, a_draft, a_filled_draft, a_partners_user, a_submitted, an_open_scheme
from tests.builders import a_partner, a_user

pytestmark = pytest.mark.django_db
TYPED = {**NADIA, "birth_date": "14/05/1991"}


def seen_by(user: User) -> list[LoanApplication]:
    return list(LoanApplication.objects.visible_to(user))


def test_the_partner_sees_it_once_it_is_handed_over(sign_in):
    an_open_scheme()
    theirs, rival, worker = a_partners_user(), a_partners_user(), a_user()
    post(sign_in(worker), "/demandes/nouvelle/", **TYPED, partner=theirs.partner_id)
    draft = LoanApplication.objects.get()
    assert draft.partner == theirs.partner
    assert (seen_by(worker), seen_by(theirs), seen_by(rival)) == ([draft], [], [])
    assert sign_in(theirs).get(f"/demandes/{draft.reference}/").status_code == 404
    filled = a_filled_draft(worker)
    actions.refer_for(application=filled, partner=theirs.partner, by=worker, now=timezone.now())
    actions.submit(application=filled, consented=True, by=worker, now=timezone.now())
    assert filled in seen_by(theirs)
    assert filled not in seen_by(rival)
    assert sign_in(theirs).get(f"/demandes/{filled.reference}/").status_code == 200


def test_the_choice_may_change_until_then(sign_in):
    worker, partner = a_user(), a_partner()
    draft = a_draft(worker)
    url = f"/demandes/{draft.reference}/personne/"
    assert f'value="{partner.pk}"' in sign_in(worker).get(url).content.decode()
    assert post(sign_in(worker), url, **TYPED, revision=1, partner=partner.pk).status_code == 302
    draft.refresh_from_db()
    assert draft.partner == partner
    post(sign_in(worker), url, **TYPED, revision=2, partner="")
    draft.refresh_from_db()
    assert draft.partner is None


def test_afterwards_it_stays(sign_in):
    worker = a_user()
    with pytest.raises(WrongState):
        actions.refer_for(application=a_submitted(worker), partner=a_partner(), by=worker, now=timezone.now())


@pytest.mark.parametrize("partner", ["0", "9" * 30, "x", "\0"])
def test_a_partner_that_does_not_exist_is_explained(sign_in, partner: str):
    an_open_scheme()
    response = post(sign_in(a_user()), "/demandes/nouvelle/", **TYPED, partner=partner)
    assert response.status_code == 422
    assert not LoanApplication.objects.exists()


def test_a_partner_refers_for_itself_alone(sign_in):
    an_open_scheme()
    user, other = a_partners_user(), a_partner()
    assert "Pour le compte de" not in sign_in(user).get("/demandes/nouvelle/").content.decode()
    post(sign_in(user), "/demandes/nouvelle/", **TYPED, partner=other.pk)
    draft = LoanApplication.objects.get()
    assert draft.partner == user.partner
    with pytest.raises(WrongState):
        actions.refer_for(application=draft, partner=other, by=user, now=timezone.now())


def test_a_partner_that_left_is_not_offered(sign_in):
    gone = a_partner(is_active=False, name="Ancienne structure")
    assert gone.name not in sign_in(a_user()).get("/demandes/nouvelle/").content.decode()
    assert Partner.objects.filter(pk=gone.pk).exists()
