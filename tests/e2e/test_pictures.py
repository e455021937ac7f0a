"""The pictures of the README and of the guide: `script/test tests/e2e/test_pictures.py --pictures` renews them all.

Without the option the pages are only walked to: a picture that cannot be taken any more fails here by its name.
"""

import io
from typing import NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Page

from .town import ROOT

PICTURES = ROOT / "docs" / "pictures"
COLOURS = 96  # of our few: a picture weighs a third, and nobody sees it
FIRST = "main a.row-link"
DESK = "main a[href$='/pupitre/']"


class Shot(NamedTuple):
    """Whose page, where it begins, what is followed from there (the first that fits), how high the picture is."""

    name: str
    account: str
    address: str
    follow: tuple[str, ...] = ()
    height: int = 860


SHOTS = (
    Shot("dossier", "social", "/demandes/?liste=a-traiter", (FIRST,), 1000),
    Shot("accueil", "social", "/"),
    Shot("orientation", "partenaire", "/demandes/", (FIRST,)),
    Shot("seance", "secretariat", "/commission/seances/", ("main tr:has-text('Convoquée') a",)),
    Shot("pupitre", "presidence", "/commission/seances/", ("main tr:has-text('Ouverte') a", DESK), 1000),
    Shot("vote", "membre1", "/commission/mes-votes/", ("main .todo-do, main a.row-link",), 1000),
    Shot("pret", "finance", "/prets/?liste=en-cours", (FIRST,), 1000),
    Shot("fichier", "finance", "/prets/fichiers/"),
    Shot("reglages", "admin", "/reglages/"),
    Shot("enveloppe", "finance", "/enveloppes/", ("main a[href$='/2026/']",), 1000),
    Shot("lettre", "admin", "/reglages/lettres/accord/ecrire/", (), 1000),
    Shot("journal", "controle", "/journal/"),
    Shot("pertes", "presidence", "/bilan/", ("main a[href*='/ou-s-arretent-les-demandes/']",), 1000),
    Shot("bilan", "presidence", "/bilan/?du=01/01/2007&au=04/06/2007", (), 1100),
)


@pytest.mark.parametrize("shot", SHOTS, ids=[shot.name for shot in SHOTS])
def test_a_page_has_its_portrait_taken(sign_in, shot: Shot, request: pytest.FixtureRequest) -> None:
    page = sign_in(shot.account, device_scale_factor=1)
    page.set_viewport_size({"width": 1280, "height": shot.height})
    walk(page, shot)
    portrait = page.screenshot(animations="disabled")
    assert portrait.startswith(b"\x89PNG")
    if request.config.getoption("pictures"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"{shot.name}.png").write_bytes(lightened(portrait))


def walk(page: Page, shot: Shot) -> None:
    answer = page.goto(shot.address)
    assert answer is not None
    for link in shot.follow:
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    assert page.get_by_role("heading", level=1).is_visible()
    assert answer.ok, f"{shot.address} answers {answer.status}"


def lightened(portrait: bytes) -> bytes:
    """The same picture in few colours."""
    written = io.BytesIO()
    Image.open(io.BytesIO(portrait)).convert("RGB").quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


def test_every_picture_of_the_guide_is_taken_here() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == {shot.name for shot in SHOTS}
