"""The door."""

from playwright.sync_api import Page, expect


def test_a_wrong_password_keeps_the_address(page: Page, town: str) -> None:
    page.goto(f"{town}/")
    page.get_by_label("Adresse électronique").fill("social@harmonie.example")
    page.get_by_label("Mot de passe", exact=True).fill("pas le bon")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Adresse électronique")).to_have_value("social@harmonie.example")


def test_signing_out_closes_the_door(sign_in, town: str) -> None:
    page = sign_in("social")
    page.get_by_role("button", name="Se déconnecter").first.click()
    page.goto("/demandes/")
    expect(page).to_have_url(f"{town}/compte/connexion/?next=/demandes/")
