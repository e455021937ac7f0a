"""The order of the post."""

from loans.printing.order import place


def at(address, city="Rivemont", postcode="60990", name="A", reference="P1"):
    return place(postcode=postcode, city=city, address=address, name=name, reference=reference)


def test_the_round_goes_by_town_street_and_number():
    round_ = [
        at("2 place du Marché", postcode="60000", city="Beauvais"),
        at("Lieu-dit le Moulin"),
        at("Résidence du Parc, 3 avenue de l’Église"),
        at("2 rue des Tanneurs"),
        at("2 bis, rue des Tanneurs"),
        at("10, Rue des tanneurs"),
        at("12 rue dés Tanneurs", name="A"),
        at("112 rue des Tanneurs"),
        at("12 rue des Tanneurs", name="B"),
        at("4 rue du 8 mai 1945"),
        at("1 rue A", city="Saint-Éloi"),
        at("2 rue A", city="SAINT ELOI"),
        at("1 rue A", postcode="60991", city="Agnetz"),
    ]
    ordered = sorted(round_)
    streets = [found.street for found in ordered]
    assert ordered[0].city == "beauvais"
    assert streets[1] == "avenue de l eglise"
    assert [(found.number, found.repeat) for found in ordered if found.street == "rue des tanneurs"] == [
        (2, ""), (2, "bis"), (10, ""), (12, ""), (12, ""), (112, ""),
    ]  # fmt: skip
    assert [found.number for found in ordered if found.city == "saint eloi"] == [1, 2]
    assert ordered[-1].city == "agnetz"


def test_odd_addresses_have_a_place():
    for odd in ("", "12", "١٢ شارع", "🏠" * 60, "1" * 300, "rue du 8 mai 1945"):
        assert at(odd) == at(odd)
