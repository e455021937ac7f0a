"""What axe finds wrong with a page. Most of its time is contrast, so no combination of colours is measured twice.

Every other rule reads every page from every side. Contrast reads the texts that look like none it has decided on in
the same palette and width: other colours, another size, another background in the chain behind it, another class.
What axe found wrong, or could not decide, is read again wherever it stands.
"""

from collections import defaultdict
from collections.abc import Hashable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations", "incomplete"],  # what passed is not written up: half the time
}
AXE = f"""{Axe().axe_script}
axe.configure({{rules: [{{id: "color-contrast", selector: "[data-unmeasured]"}}]}});
"""
AUDIT = """([rules, known]) => {
    const decided = new Set(known), chains = new Map();
    const behind = element => {
        if (!element) return "";
        if (!chains.has(element)) {
            const style = getComputedStyle(element);
            chains.set(element, [style.backgroundColor, style.backgroundImage, style.opacity, style.position,
                style.filter, style.mixBlendMode].join() + ";" + behind(element.parentElement));
        }
        return chains.get(element);
    };
    const number = text => {  // 53 bits, which JSON carries whole
        let high = 0xdeadbeef, low = 0x41c6ce57;
        for (let at = 0; at < text.length; at++) {
            high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
            low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
        }
        return 2097152 * (high >>> 0) + (low >>> 11);
    };
    const says = element => element.value || element.placeholder
        || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const looks = element => {
        const style = getComputedStyle(element);
        return number([element.tagName, element.getAttribute("class"), element.disabled, style.color, style.fill,
            style.fontSize, style.fontWeight, style.textShadow, behind(element)].join("|"));
    };
    for (const element of document.querySelectorAll("body, body *")) {
        const look = says(element) && element.checkVisibility({visibilityProperty: true}) ? looks(element) : 0;
        if (look && !decided.has(look)) element.dataset.unmeasured = look;
        else delete element.dataset.unmeasured;
    }
    const marked = [...document.querySelectorAll("[data-unmeasured]")].map(each => Number(each.dataset.unmeasured));
    return axe.run(document, rules).then(({violations, incomplete}) => {
        const open = [...violations, ...incomplete].filter(each => each.id === "color-contrast")
            .flatMap(each => each.nodes).map(node => Number(document.querySelector(node.target[0]).dataset.unmeasured));
        return {violations, measured: [...new Set(marked)].filter(look => !open.includes(look))};
    });
}"""
FADED = """() => new Promise(requestAnimationFrame)
    .then(() => Promise.all(document.getAnimations().map(each => each.finished)))"""

measured: defaultdict[Hashable, set[int]] = defaultdict(set)


def violations(page: Page, look: Hashable = None) -> list[str]:
    """What is wrong; `look` names the palette and width in which the page stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(AUDIT, [RULES, list(measured[look])])
    measured[look].update(found["measured"])
    return [
        f"{each['id']} on {', '.join(node['target'][0] for node in each['nodes'][:3])}" for each in found["violations"]
    ]


def settle(page: Page) -> None:
    """Waits for what fades from one palette to the other: it is measured when it has."""
    page.evaluate(FADED)
