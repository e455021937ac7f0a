"""Names inside French sentences."""

import unicodedata

VOWELS = "AEIOU"


def of(name: object) -> str:
    """« de Marie Petit », « d’Yves Carpentier », « d’Adama Koné »; an H keeps « de », as usage hesitates."""
    said = str(name)
    plain = unicodedata.normalize("NFKD", said)[:2].upper()
    elides = plain[:1] in tuple(VOWELS) or (plain[:1] == "Y" and plain[1:] not in tuple(VOWELS))
    return f"d’{said}" if elides else f"de {said}"
