"""The barcode of a schedule, read back with the standard's own table."""

import io
import itertools

import pytest
from pypdf import PdfReader

from harmonie.documents.barcodes import MODULE, QUIET, code128
from loans.papers import issuing
from tests.loans.builders import NOW, a_clerk, an_active_loan

# ISO/IEC 15417, table 1: the widths of bars and spaces of the symbols 0 to 105, and the stop.
DIGITS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
WIDTHS = [DIGITS[at : at + 6] for at in range(0, len(DIGITS), 6)]
STOP, A, B, C = "2331112", 103, 104, 105
CODE_C, CODE_B = 99, 100


def decoded(barcode):
    """The text that a scanner reads; the check symbol is checked."""
    edges = [edge for bar in barcode.bars for edge in (bar.x, bar.x + bar.width)]
    runs = "".join(str(after - before) for before, after in itertools.pairwise(edges))
    assert runs.endswith(STOP)
    symbols = [WIDTHS.index(runs[at : at + 6]) for at in range(0, len(runs) - len(STOP), 6)]
    *symbols, check = symbols
    assert check == (symbols[0] + sum(place * symbol for place, symbol in enumerate(symbols))) % 103
    code, text = symbols[0], ""
    for symbol in symbols[1:]:
        if symbol in (CODE_C, CODE_B) and not (code == C and symbol == CODE_C):
            code = C if symbol == CODE_C else B
        else:
            text += f"{symbol:02d}" if code == C else chr(symbol + 32)
    return text


@pytest.mark.parametrize("text", ["P2026-0015", "P2027-123456", "2026-0001", "P1", "EC-P2026-0015-2"])
def test_it_says_its_text_with_room_around(text):
    barcode = code128(text)
    assert decoded(barcode) == text
    assert barcode.bars[0].x == QUIET == 10
    assert barcode.modules - sum(barcode.bars[-1]) == QUIET
    assert MODULE >= 0.33
    assert float(barcode.width) == pytest.approx(barcode.modules * MODULE, abs=0.01)


@pytest.mark.parametrize("text", ["", "é", "\0", "P\n"])
def test_what_cannot_be_coded(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the message
        code128(text)


@pytest.mark.django_db
def test_each_schedule_bears_its_loans_number_also_for_those_who_do_not_see():
    loan = an_active_loan(1000, 18)
    agreement = issuing.issue_agreement(loan=loan, by=a_clerk(), now=NOW)  # its annex is a schedule, too
    annex = PdfReader(io.BytesIO(bytes(agreement.content))).pages
    assert f"Code-barres du prêt {loan.reference}" in _alternatives(annex[0])
    document = issuing.issue_schedule(loan=loan, by=a_clerk(), now=NOW)
    pages = PdfReader(io.BytesIO(bytes(document.content))).pages
    assert len(pages) == 2
    assert loan.reference in pages[0].extract_text()
    assert f"Code-barres du prêt {loan.reference}" in _alternatives(pages[0])


def _alternatives(page):
    found, left = [], [page["/StructParents"] is not None and page.pdf.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        element = left.pop()
        if hasattr(element, "get_object"):
            element = element.get_object()
        if isinstance(element, dict):
            found.append(str(element.get("/Alt", "")))
            left.append(element.get("/K"))
        elif isinstance(element, list):
            left.extend(element)
    return found
