"""The barcode of a schedule, read back with the standard's own table."""

import io
import itertools

import pytest
from pypdf import PdfReader

from harmonie.documents.barcodes import MODULE, QUIET, code128
from loans.papers import issuing
from tests.loans.builders import NOW, a_clerk, an_active_loan

# ISO/IEC 15417, table 1: the widths of bars and spaces of the symbols 0 to 105, and the stop.
WIDTHS = ["212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232"]
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
