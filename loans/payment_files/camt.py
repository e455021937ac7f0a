"""ISO 20022 camt.053, any version, entry by entry. Nothing outside the file is fetched and no entity is expanded."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from harmonie.money import euros

from .figures import TOO_MUCH, read_day
from .payments import LeftOut, Payment, Read, Unreadable

DEEPEST = 40  # levels; a statement needs about twelve
HOSTILE = (
    "Ce fichier XML contient des définitions (DTD ou entités) qu’un relevé de banque n’a pas\u00a0: il n’est pas lu. "
    "Demandez un nouveau relevé à la banque."
)
BROKEN = "Ce fichier XML est abîmé ou incomplet\u00a0: demandez-le de nouveau à la banque."
OTHER = {
    "BkToCstmrDbtCdtNtfctn": "Ce fichier est un avis camt.054\u00a0: demandez à la banque le relevé camt.053.",
    "BkToCstmrAcctRpt": "Ce fichier est un relevé provisoire camt.052\u00a0: attendez le relevé camt.053.",
}
NOT_A_STATEMENT = "Ce fichier XML n’est pas un relevé camt.053\u00a0: demandez ce format à la banque."
NOTHING = ("NOTPROVIDED", "NOTAVAILABLE", "NONREF", "")
CREDIT = "CRDT"
LUMP = "lot sans détail par payeur\u00a0: à répartir à la main"


def looks_like_xml(content: bytes) -> bool:
    """Whether to read it as XML, in any of the encodings XML has."""
    beginning = content[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return beginning.startswith(b"<")


def payments(content: bytes) -> Iterator[Read]:
    """Each movement of each statement; a batch gives its transactions. `Unreadable` when it is no statement."""
    is_statement, place = False, 0
    for name, element in _elements(content):
        if name in OTHER:
            raise Unreadable(OTHER[name])
        is_statement = is_statement or name == "BkToCstmrStmt"
        if name == "Ntry" and element is not None:
            place += 1
            yield from _entry(place, element)
    if not is_statement:
        raise Unreadable(NOT_A_STATEMENT)


def _elements(content: bytes) -> Iterator[tuple[str, Element | None]]:
    """The name of each element as it begins, and each entry whole once it ends; what was read is let go."""
    path: list[Element] = []
    entry_depth = 0
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            name = _name(element)
            if event == "start":
                path.append(element)
                if len(path) > DEEPEST:
                    raise Unreadable(HOSTILE)
                if name == "Ntry" and not entry_depth:
                    entry_depth = len(path)
                elif not entry_depth:
                    yield name, None
                continue
            path.pop()
            if entry_depth and len(path) + 1 == entry_depth:
                yield name, element
                entry_depth = 0
            if not entry_depth and path:
                path[-1].remove(element)
    except DefusedXmlException as error:
        raise Unreadable(HOSTILE) from error
    except (ParseError, UnicodeError, ValueError, LookupError) as error:
        raise Unreadable(BROKEN) from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element | None, *names: str) -> Element | None:
    """The first element on this path, whatever the version's namespace."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if _name(child) == name), None)
    return element


def _text(element: Element | None, *names: str) -> str:
    found = _child(element, *names)
    return " ".join((found.text or "").split()) if found is not None else ""


def _entry(place: int, entry: Element) -> Iterator[Read]:
    shown = " ".join(" ".join(entry.itertext()).split())[:200]
    status = _text(entry, "Sts", "Cd") or _text(entry, "Sts")
    if status in ("PDNG", "INFO", "FUTR"):
        yield LeftOut(place, shown, "pas encore comptabilisée par la banque")
        return
    try:
        day = _day(entry)
        amount = _amount(_child(entry, "Amt"))
    except ValueError as error:
        yield LeftOut(place, shown, str(error))
        return
    parts = list(_parts(entry, amount))
    for part, euros_of_it in parts:
        yield _payment(entry, part, day, euros_of_it, is_lump=len(parts) == 1 and _is_lump(entry, amount))


def _day(entry: Element) -> date:
    for kind in ("BookgDt", "ValDt"):
        written = _text(entry, kind, "Dt") or _text(entry, kind, "DtTm")
        try:
            return read_day(written[:10])
        except ValueError:
            continue
    raise ValueError("la date ne se lit pas")


type Sum = tuple[Decimal, str]


def _amount(element: Element | None) -> Sum:
    """Euros, or units of the currency named second."""
    try:
        read = Decimal((element.text or "").strip()) if element is not None else Decimal("NaN")
    except InvalidOperation:
        read = Decimal("NaN")
    if not read.is_finite() or not 0 < read < TOO_MUCH or read != read.quantize(Decimal("0.01")):
        raise ValueError("le montant ne se lit pas")
    return read.quantize(Decimal("0.01")), (element.get("Ccy") or "EUR") if element is not None else "EUR"


def _transactions(entry: Element) -> list[Element]:
    return [part for details in entry if _name(details) == "NtryDtls" for part in details if _name(part) == "TxDtls"]


def _parts(entry: Element, amount: Sum) -> Iterator[tuple[Element | None, Sum]]:
    """The transactions of a batch with what each moves, or the entry as one when they do not add up to it."""
    transactions = _transactions(entry)
    if len(transactions) > 1 and (amounts := _amounts_of(transactions, entry, amount)):
        yield from zip(transactions, amounts, strict=True)
    else:
        yield transactions[0] if len(transactions) == 1 else None, amount


def _amounts_of(transactions: list[Element], entry: Element, whole: Sum) -> list[Sum]:
    found, total = [], Decimal(0)
    direction = _text(entry, "CdtDbtInd")
    for part in transactions:
        element = next(
            filter(
                lambda found: found is not None,
                (
                    _child(part, *path)
                    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt"))
                ),
            ),
            None,
        )
        try:
            moved = _amount(element)
        except ValueError:
            return []
        found.append(moved)
        total += moved[0] if _text(part, "CdtDbtInd") in ("", direction) else -moved[0]
    return found if total == whole[0] and {currency for _, currency in found} == {whole[1]} else []


def _is_lump(entry: Element, amount: Sum) -> bool:
    said = _text(entry, "NtryDtls", "Btch", "NbOfTxs")
    return len(_transactions(entry)) > 1 or (said.isdecimal() and len(said) < 9 and int(said) > 1)


def _payment(entry: Element, part: Element | None, day: date, moved: Sum, *, is_lump: bool) -> Payment:
    amount, currency = moved
    own = [_text(part, "Refs", "AcctSvcrRef"), _text(entry, "AcctSvcrRef")]
    ends = [_text(part, "Refs", name) for name in ("EndToEndId", "TxId", "InstrId", "PmtInfId")]
    mark = _first(own) or _first(ends)
    wording = [LUMP if is_lump else "", *_remittance(part), *(end for end in ends[:1] if end not in NOTHING)]
    wording += [_text(entry, "AddtlNtryInf"), _text(part, "AddtlTxInf")]
    payer = _child(part, "RltdPties", "Dbtr")
    account = _child(part, "RltdPties", "DbtrAcct", "Id")
    return Payment(
        booked_on=day,
        amount=amount,
        payer=_clean(_text(payer, "Nm") or _text(payer, "Pty", "Nm"))[:140].strip(),
        account=_clean(_text(account, "IBAN") or _text(account, "Othr", "Id")).replace(" ", "")[:34],
        wording=_clean(" ".join(dict.fromkeys(filter(None, wording))))[:300].strip(),
        reference=_clean(mark or _text(entry, "NtryRef"))[:60].strip(),
        own_mark=_clean(mark),
        aside=_aside(entry, part, amount, currency),
    )


def _first(texts: list[str]) -> str:
    return next((text for text in texts if text.upper() not in NOTHING), "")


def _clean(text: str) -> str:
    return "".join(mark if mark.isprintable() else " " for mark in text)


def _remittance(part: Element | None) -> list[str]:
    """What the payer wrote: free lines, and the reference of a structured communication."""
    said: list[str] = []
    for line in _child(part, "RmtInf") if _child(part, "RmtInf") is not None else ():
        if _name(line) == "Ustrd":
            said.append(" ".join((line.text or "").split()))
        elif _name(line) == "Strd":
            said += [_text(line, "CdtrRefInf", "Ref"), _text(line, "RfrdDocInf", "Nb"), _text(line, "AddtlRmtInf")]
    return [text for text in said if text]


def _aside(entry: Element, part: Element | None, amount: Decimal, currency: str) -> str:
    if currency.upper() != "EUR":
        return f"en {_clean(currency)[:10]}, pas en euros"
    is_reversal = _text(entry, "RvslInd").lower() in ("true", "1")
    if (_text(part, "CdtDbtInd") or _text(entry, "CdtDbtInd")) != CREDIT:
        if is_reversal:
            return f"encaissement repris par la banque ({euros(amount)})\u00a0: contre-passez-le sur la page du prêt"
        return f"dépense (débit) de {euros(amount)}"
    return "dépense annulée par la banque, pas un paiement" if is_reversal else ""
