"""The acceptance story, in browsers: a person is referred, the commission grants, the money goes out and comes back.

Once with scripts and once without: every page works either way.
"""

import io
import re
from dataclasses import dataclass, field

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

MEMBERS = ("membre1", "membre2", "membre3", "membre4", "membre5")


@dataclass
class Case:
    """One person's way down the corridor, and the browsers that walk it."""

    sign_in: object
    options: dict[str, object]
    last_name: str
    reference: str = ""
    meeting: str = ""
    loan: str = ""
    pages: dict[str, Page] = field(default_factory=dict)

    def page_of(self, account: str) -> Page:
        """Where they left off; signed in at the door the first time."""
        if account not in self.pages:
            self.pages[account] = self.sign_in(account, **self.options)
        return self.pages[account]

    @property
    def name(self) -> str:
        return f"Théo {self.last_name}"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def case(request: pytest.FixtureRequest, sign_in) -> Case:
    return Case(sign_in, {"java_script_enabled": request.param}, "Garnier" if request.param else "Marchand")


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def pdf_text(page: Page, address: str) -> str:
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.body()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"], "a document is tagged"
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).replace("\u202f", " ").split())


def test_the_whole_corridor(case: Case) -> None:
    refer(case)
    review(case)
    convene(case)
    vote(case)
    tell(case)
    lend(case)
    repay(case)


def refer(case: Case) -> None:
    page = case.page_of("partenaire")
    page.goto("/demandes/nouvelle/")
    page.get_by_label("Prénom").fill("Théo")
    page.get_by_label("Nom", exact=True).fill(case.last_name)
    page.get_by_label("Date de naissance").fill("31/02/1990")
    page.get_by_label("Adresse", exact=True).fill("3 rue du Moulin")
    page.get_by_label("Code postal").fill("60990")
    page.get_by_label("Commune").fill("Rivemont")
    press(page, "Enregistrer et continuer")
    expect(page.get_by_role("alert").first).to_be_visible()  # the 31st of February
    expect(page.get_by_label("Adresse", exact=True)).to_have_value("3 rue du Moulin")
    # Two families, two birth dates: the second story must not find the first one's loan.
    page.get_by_label("Date de naissance").fill("14/05/1990" if case.last_name == "Garnier" else "02/11/1984")
    press(page, "Enregistrer et continuer")
    case.reference = re.search(r"/demandes/([\d-]+)/foyer", page.url)[1]
    if page.get_by_role("button", name="Retirer").count():
        press(page, "Retirer")
    press(page, "Enregistrer et continuer")
    page.locator("[name=ressources-0-kind]").select_option("salary")
    page.locator("[name=ressources-0-amount]").fill("1 180,00")
    page.locator("[name=charges-0-kind]").select_option("rent")
    page.locator("[name=charges-0-amount]").fill("512.50")
    press(page, "Enregistrer et continuer")
    page.locator("[name=scheme]").first.check()
    page.locator("[name=amount]").fill("620")
    page.locator("[name=months]").fill("19")
    page.locator("[name=purpose]").select_option("appliances")
    page.locator("[name=description]").fill("un réfrigérateur et un lave-linge")
    page.locator("[name=payee][value=borrower]").check()
    press(page, "Enregistrer et continuer")
    expect(page.get_by_text("de 1 à 18").first).to_be_visible()  # 19 months are refused
    page.locator("[name=months]").fill("12")
    press(page, "Enregistrer et continuer")
    page.locator("[name=consented]").check()
    press(page, "Transmettre la demande")
    expect(page.get_by_text("Transmise").first).to_be_visible()
    page.go_back()
    if page.get_by_role("button", name="Transmettre la demande").count():
        page.locator("[name=consented]").check()
        press(page, "Transmettre la demande")  # the back button posts nothing twice
    page.goto(f"/demandes/{case.reference}/")
    expect(page.get_by_text("Demande transmise")).to_have_count(1)


def review(case: Case) -> None:
    page = case.page_of("social")
    page.goto(f"/demandes/{case.reference}/")
    expect(title(page)).to_contain_text(case.name)
    press(page, "Prendre en charge")
    follow(page, "Écrire l’évaluation sociale")
    page.locator("textarea").first.fill("Monsieur tient son budget depuis deux ans.")
    press(page, "Enregistrer l’évaluation")
    press(page, "Vérifier l’éligibilité")
    expect(page.get_by_text("Revenus d’activité sous le plafond").first).to_be_visible()
    press(page, "Préparer pour la commission")
    expect(page.get_by_text("Prête").first).to_be_visible()


def convene(case: Case) -> None:
    page = case.page_of("secretariat")
    page.goto("/commission/seances/nouvelle/")
    page.get_by_label("Date").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_label("Heure").fill("14 h 30")
    page.get_by_label("Lieu").fill("Salle du conseil")
    press(page, "Vérifier ce jour")  # today: the notice is short
    page.get_by_label("C’est voulu").check()
    page.locator("main form button[type=submit]").first.click()
    case.meeting = re.search(r"/seances/(\d+)/", page.url)[1]
    ready = page.get_by_role("listitem").filter(has_text=case.reference)
    ready.get_by_role("checkbox").check()
    page.get_by_label("Pourquoi ne peuvent-ils pas attendre").fill("Le réfrigérateur ne marche plus")
    press(page, "Inscrire malgré le délai")
    press(page, "Convoquer les membres")
    page.get_by_label("Pourquoi le délai est-il abrégé").fill("Le réfrigérateur ne marche plus")
    press(page, "Convoquer quand même")
    page.goto(f"/commission/seances/{case.meeting}/pupitre/")
    while (arriving := page.get_by_role("button", name=re.compile("^Arrivée"))).count():
        arriving.first.click()
    chair = case.page_of("presidence")
    chair.goto(f"/commission/seances/{case.meeting}/pupitre/")
    press(chair, "Ouvrir la séance")
    press(chair, "Mettre aux voix le point 1")
    expect(chair.get_by_role("button", name="Clore le vote")).to_be_visible()


def vote(case: Case) -> None:
    for account in MEMBERS[:3]:
        page = case.page_of(account)
        page.goto("/commission/mes-votes/")
        page.locator("main").get_by_role("link").filter(has_text="620").filter(
            has_text=re.compile("frigérateur")
        ).first.click()
        assert case.last_name not in page.content(), "the commission reads the case without its name"
        page.get_by_text("Pour", exact=False).locator("visible=true").first.wait_for()
        page.locator("label.vote", has_text="Pour").click()
        page.get_by_role("button", name=re.compile("^Voter")).click()
        expect(page.get_by_text("votre voix est enregistrée").first).to_be_visible()
    chair = case.page_of("presidence")
    chair.goto(f"/commission/seances/{case.meeting}/pupitre/?point=1")
    press(chair, "Clore le vote")
    expect(chair.get_by_text("Accord").first).to_be_visible()


def tell(case: Case) -> None:
    page = case.page_of("secretariat")
    page.goto(f"/commission/seances/{case.meeting}/decisions/")
    page.locator("main table").get_by_role("link").first.click()
    page.get_by_role("button", name=re.compile("lettre")).first.click()
    letter = page.get_by_role("link", name=re.compile("lettre", re.IGNORECASE)).first.get_attribute("href")
    text = pdf_text(page, letter)
    assert case.last_name.upper() in text  # in the window of the envelope, as the post reads it
    assert "620 €" in text


def lend(case: Case) -> None:
    page = case.page_of("finance")
    page.goto("/prets/?liste=a-contractualiser")
    follow(page, case.name)
    press(page, "Ouvrir le prêt de")
    case.loan = re.search(r"/prets/(P[\d-]+)/", page.url)[1]
    press(page, "Émettre le contrat")
    page.goto(f"/prets/{case.loan}/")
    paper = page.locator("section", has=page.locator("#documents")).get_by_role("link").first.get_attribute("href")
    text = pdf_text(page, paper)
    assert case.last_name in text
    assert "six cent vingt euros" in text
    assert "51,67" in text
    assert "51,63" in text
    page.goto(f"/prets/{case.loan}/")
    page.locator("#enregistrer button[type=submit]").click()  # signed today
    expect(page.get_by_text("à verser").first).to_be_visible()
    page.get_by_label("N° du mandat").fill("M-2026-17")
    page.locator("#enregistrer button[type=submit]").click()
    expect(page.get_by_text("620").first).to_be_visible()


def repay(case: Case) -> None:
    page = case.page_of("finance")
    page.goto(f"/prets/{case.loan}/")
    page.locator("#enregistrer [name=amount]").fill("700")
    page.locator("#enregistrer button[type=submit]").click()
    expect(page.get_by_text(re.compile("Il reste 620"))).not_to_have_count(0)
    page.locator("#enregistrer [name=amount]").fill("51,67")
    page.locator("#enregistrer button[type=submit]").click()
    expect(page.get_by_text(re.compile("568,33")).first).to_be_visible()
    follow(page, "Contre-passer")
    page.locator("main form [name=why]").fill("chèque rejeté")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text(re.compile("620,00")).first).to_be_visible()
    partner = case.page_of("partenaire")
    partner.goto(f"/demandes/{case.reference}/")
    expect(partner.get_by_text("Accord").first).to_be_visible()
    assert "contre-pass" not in partner.content().lower(), "how a person repays is not the partner's affair"
