"""Files as banks write them, made up here; and what brings one to its review."""

from decimal import Decimal

from loans.enums import FileFormat
from loans.models import ColumnMapping, PaymentFile
from loans.payment_files import actions, reading_actions
from loans.payment_files.columns import guessed
from loans.payment_files.csv_table import read_table
from tests.loans.builders import NOW, a_clerk

HEADINGS = "Date;Libellé;Payeur;Référence;Débit;Crédit"


def csv_of(*rows: str, headings: str = HEADINGS, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(["Compte;FR76", "", headings, *rows, ";;;;;"]).encode(encoding)


def a_row(amount="51,67", wording="VIR", payer="M X", reference="R1", day="20/11/2026") -> str:
    return f"{day};{wording};{payer};{reference};;{amount}"


def entry(
    amount="51.67",
    *,
    wording="",
    payer="",
    sense="CRDT",
    day="2026-11-20",
    reference="REF1",
    currency="EUR",
    more="",
    details="",
) -> str:
    """One movement of a camt.053; `details` replaces its transactions."""
    details = details or (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Nm>{payer}</Nm></Dbtr></RltdPties>"
        f"<RmtInf><Ustrd>{wording}</Ustrd></RmtInf></TxDtls>"
    )
    return (
        f'<Ntry><NtryRef>1</NtryRef><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{sense}</CdtDbtInd>{more}'
        f"<Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"
    )


def camt_of(*entries: str, version: str = "02", message: str = "BkToCstmrStmt") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        f"<{message}><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>"
        f'<Bal><Amt Ccy="EUR">12.00</Amt></Bal>{"".join(entries)}</Stmt></{message}></Document>'
    ).encode()


def received(content: bytes, *, name: str = "releve.csv") -> PaymentFile:
    """Brought, not read yet; its columns are known."""
    kind = FileFormat.CAMT053 if content.lstrip().startswith(b"<") else FileFormat.CSV
    if kind == FileFormat.CSV:
        table = read_table(content)
        facts = {"columns": guessed(table.headings), "saved_at": NOW, "saved_by": a_clerk()}
        ColumnMapping.objects.get_or_create(headings=table.key, defaults=facts)
    file, _ = actions.receive_file(name=name, content=content, kind=kind, by=a_clerk(), now=NOW)
    return file


def read(content: bytes, **facts) -> PaymentFile:
    """Brought and read: it waits to be looked at."""
    file = received(content, **facts)
    reading_actions.read_file(file=file, clock=lambda: NOW)
    file.refresh_from_db()
    return file


def lines(file: PaymentFile) -> list[tuple[str, Decimal, str]]:
    """State, amount, loan of each line."""
    found = file.lines.select_related("loan").order_by("number")
    return [(line.state, line.amount, line.loan.reference if line.loan else "") for line in found]
