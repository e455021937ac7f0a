"""What the database refuses about persons found to be one, requests made one, and a partner's accounts."""

from applications.enums import ClosingReason, State
from applications.models import Applicant, IdentityFinding, LoanApplication
from harmonie.accounts.models import Invitation, User
from tests.intake_rows import a_finding
from tests.story import MEETING_AT, NOW, House, a_draft, a_ready_case

from .attack import refused


def test_a_pair_is_written_one_way_round(house: House) -> None:
    one, other = a_draft(house).applicant, a_draft(house, name="Luc").applicant
    written = {"is_same": True, "found_at": NOW, "found_by": house.worker}
    for first, second in ((other, one), (one, one)):
        with refused("identityfinding_ordered"):
            IdentityFinding.objects.create(one=first, other=second, **written)


def test_a_finding_stays_as_it_was_said(house: House) -> None:
    one, other = a_draft(house).applicant, a_draft(house, name="Luc").applicant
    finding = a_finding(one, other, house.worker, NOW)
    with refused("identityfinding_append_only", finding):
        IdentityFinding.objects.filter(pk=finding.pk).update(is_same=False)
    with refused("identityfinding_append_only", finding):
        IdentityFinding.objects.filter(pk=finding.pk).delete()


def test_what_is_merged_is_closed_as_a_duplicate(house: House) -> None:
    kept, other = a_ready_case(house), a_ready_case(house)
    mine = LoanApplication.objects.filter(pk=other.pk)
    ended = {"state": State.WITHDRAWN, "closing_note": "x", "closed_at": NOW}
    for facts in (
        {"merged_into": kept},
        {"merged_into": kept, "closing_reason": ClosingReason.ABANDONED, **ended},
        {"merged_into": other, "closing_reason": ClosingReason.DUPLICATE, **ended},
    ):
        with refused("loanapplication_merged_is_closed", other):
            mine.update(**facts)


def test_who_answers_for_accounts_works_for_a_partner(house: House) -> None:
    with refused("user_leads_own_partner", house.worker):
        User.objects.filter(pk=house.worker.pk).update(leads_partner=True)
    User.objects.filter(pk=house.referrer.pk).update(leads_partner=True)
    with refused("user_leads_own_partner", house.referrer):
        User.objects.filter(pk=house.referrer.pk).update(partner=None)


def test_an_address_is_invited_once_by_a_partner(house: House) -> None:
    sent = {"partner": house.partner, "invited_at": MEETING_AT, "invited_by": house.referrer}
    Invitation.objects.create(email="ines@maison.example", **sent)
    with refused("invitation_once_per_address"):
        Invitation.objects.create(email="INES@maison.example", **sent)


def test_the_keys_of_a_person_are_the_databases_own(house: House) -> None:
    person = a_draft(house).applicant
    Applicant.objects.filter(pk=person.pk).update(phone="+33 6 55 50 12 34", address="12, RUE des Tanneurs")
    person.refresh_from_db()
    assert (person.phone_key, person.address_key) == ("655501234", "60990 12 rue des tanneurs")
