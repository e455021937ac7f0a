"""The picture of the README: `script/test tests/e2e/test_pictures.py --pictures`."""

import re

import pytest

from .town import ROOT


def test_a_dossier_has_its_portrait_taken(sign_in, request: pytest.FixtureRequest) -> None:
    page = sign_in("social", device_scale_factor=1)
    page.set_viewport_size({"width": 1440, "height": 1080})
    page.goto("/demandes/?liste=a-traiter")
    page.locator("main table").get_by_role("link").filter(has_text=re.compile(r"\w")).first.click()
    portrait = page.screenshot(animations="disabled")
    assert portrait.startswith(b"\x89PNG")
    if request.config.getoption("pictures"):
        (ROOT / "docs" / "pictures").mkdir(parents=True, exist_ok=True)
        (ROOT / "docs" / "pictures" / "dossier.png").write_bytes(portrait)
