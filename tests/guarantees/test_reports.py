"""A report is what was asked, and stays as it was issued."""

from harmonie.documents.models import DocumentKind
from reporting.enums import ReportState
from reporting.models import Report
from tests.reporting.publishing.builders import a_report
from tests.story import House, a_document

from .attack import refused


def test_a_report_is_ready_with_its_paper_and_then_frozen(house: House):
    waiting = a_report(house.finance)
    with refused("report_ready_has_document", waiting):
        Report.objects.filter(pk=waiting.pk).update(state=ReportState.READY)
    with refused("report_stays", waiting):
        Report.objects.filter(pk=waiting.pk).update(version="published")
    made = a_report(house.finance, document=a_document(house, "BILAN-9", DocumentKind.REPORT))
    with refused("report_issued_once", made):
        Report.objects.filter(pk=made.pk).update(state=ReportState.WAITING, document=None)
