"""The guide's Markdown as our pages show it; nothing of it reaches a page unescaped."""

from reporting.guide.markdown import headings, render

PAGE = """# Le titre

Un mot **en gras**, *penché*, `<code>` et [un lien](finances.md#retards).
La suite.

## Ouvrir l’exercice
Trois choses :
- la *première* ;
- la deuxième
  sur deux lignes.

1. D’abord
2. Ensuite

| Qui | Quand |
|---|---|
| Finances | le 5 |

![La page du prêt](../pictures/pret.png)

```
manage.py <bilan>

# pas un titre
```
"""


def shown() -> str:
    return render(PAGE, address=lambda target: f"/x/{target}")


def test_it_draws_what_the_guide_uses():
    html = shown()
    for piece in (
        "<p>Un mot <strong>en gras</strong>, <em>penché</em>, <code>&lt;code&gt;</code> et "
        '<a href="/x/finances.md#retards">un lien</a>.\nLa suite.</p>',
        '<h2 id="ouvrir-l-exercice">Ouvrir l’exercice</h2>',
        "<ul>\n<li>la <em>première</em> ;</li>\n<li>la deuxième\nsur deux lignes.</li>\n</ul>",
        "<ol>\n<li>D’abord</li>\n<li>Ensuite</li>\n</ol>",
        '<tr>\n<th scope="row">Finances</th>\n<td>le 5</td>\n</tr>',
        '<img src="/x/../pictures/pret.png" alt="La page du prêt" loading="lazy">',
        "<pre><code>manage.py &lt;bilan&gt;\n\n# pas un titre\n</code></pre>",
    ):
        assert piece in html
    assert "Le titre" not in html


def test_headings_have_anchors_and_code_has_none():
    assert [(one.level, one.anchor) for one in headings(PAGE)] == [(1, "le-titre"), (2, "ouvrir-l-exercice")]


def test_nothing_is_taken_for_markup():
    text = '<script>x</script> [a<b](" onclick=x) **<i>** | `"` [x](javascript:alert(1))'
    html = render(text, address=lambda target: target)
    assert "<script" not in html
    assert "<i>" not in html
    assert '" onclick' not in html
    assert "href" not in html
