"""What the paragraphs of letters may say; nothing here needs a database."""

import pytest

from harmonie.documents.texts.kinds import BLOCKS, KIND_OF_SLUG, LETTERS, LetterKind
from harmonie.documents.texts.markdown import prose
from harmonie.documents.texts.rules import missing, refusals


def test_the_words_that_came_with_the_house_pass_their_own_rules():
    assert set(LETTERS) == set(LetterKind)
    assert len(KIND_OF_SLUG) == len(LETTERS)
    for kind, letter in LETTERS.items():
        texts = [getattr(letter, block) for block in BLOCKS]
        assert [why for text in texts for why in refusals(kind, text)] == []
        assert list(missing(kind, texts)) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Bonjour {prenom}", "{prenom}"),
        ("{attente}", "{contact}"),  # a name of another letter; the known ones are listed
        ("{contact", "Une accolade est seule, ligne 1"),
        ("{" + "x" * 300 + "}", "n’est pas un nom"),
    ],
)
def test_a_name_that_the_letter_does_not_know_is_named(text, sentence):
    assert any(sentence in why for why in refusals(LetterKind.REFUSED, text))


def test_what_a_letter_must_say_cannot_be_left_out():
    (why,) = missing(LetterKind.GRANTED, ["Venez signer.", "", ""])
    assert "{a_signer_avant}" in why
    assert list(missing(LetterKind.REFUSED, ["", "", ""])) == []


def test_nothing_typed_becomes_mark_up():
    text = "## <b>T</b>\nUn <script>alert(1)</script> {personne}\n\n- <img src=x>\n- {{ settings }} {% load %}"
    said = prose(text, {"personne": "<i>Ana</i>"})
    assert said == (
        "<h2>&lt;b&gt;T&lt;/b&gt;</h2><p>Un &lt;script&gt;alert(1)&lt;/script&gt; &lt;i&gt;Ana&lt;/i&gt;</p>"
        "<ul><li>&lt;img src=x&gt;</li><li>{{ settings }} {% load %}</li></ul>"
    )
