"""Every page of the edition is accessible and fits, wide and narrow, light and dark."""

from collections import Counter
from pathlib import Path

import pytest

# What repeats itself on a page is checked a few times and not a thousand. Two things are alike if they are of one kind
# and class and stand in the same kinds and classes. Whatever names or heads another thing stays.
TRIM = """alike => {
    const seen = {}, gone = [], ways = new Map([[null, ""]]);
    const kind = tag => tag.localName + "." + [...tag.classList].join(".");
    const way = tag => {
        if (!ways.has(tag)) ways.set(tag, way(tag.parentElement) + ">" + kind(tag));
        return ways.get(tag);
    };
    const whole = "a, tr, li, section[id^=e-], .cell, .unit, .passage, .picture, form.exercise";
    const stays = "h1, h2, h3, h4, h5, th, th *, a *, label, button, button *, summary, input, textarea, select, dt, dd";
    for (const tag of [...document.body.querySelectorAll("*")]) {
        if ((tag.children.length && !tag.matches(whole)) || tag.matches(stays)) continue;
        const name = way(tag);
        seen[name] = (seen[name] ?? 0) + 1;
        if (seen[name] > alike) {
            gone.push([tag, tag.parentNode, tag.nextSibling]);
            tag.remove();
        }
    }
    window.whole = () => gone.reverse().forEach(([tag, parent, next]) => parent.insertBefore(tag, next));
}"""
# What one look at a page finds: its theme, its width with what its article lacks, which scrolls in a box of its own,
# and what is wrong with the page once it is trimmed.
LOOK = """async ([scheme, alike, leftOut, last]) => {
    const page = document.documentElement, late = Date.now() + 30_000;
    while (page.dataset.theme != scheme && Date.now() < late) await new Promise(requestAnimationFrame);
    hiding.disabled = true;
    const article = document.querySelector(".bd-article-container");
    const found = [page.dataset.theme, page.scrollWidth + article.scrollWidth - article.clientWidth];
    const violations = [];
    if (leftOut) {
        (TRIM)(alike);
        remember(scheme);
        const told = await axe.run({exclude: leftOut}, {preload: false, resultTypes: ["violations"]});
        violations.push(...told.violations.map(bad => [bad.id, bad.nodes[0].html]));
        sessionStorage.setItem(scheme, JSON.stringify([...passed]));
        if (!last) whole();
    }
    hiding.disabled = false;
    return [...found, violations];
}""".replace("TRIM", TRIM)
# Colours change at once. A page is hidden while it is parsed and while it is turned, which then takes less time.
STILL = """{
    const still = new CSSStyleSheet();
    still.replaceSync("* { transition: none !important; }");
    window.hiding = new CSSStyleSheet();
    hiding.replaceSync("body { display: none; }");
    document.adoptedStyleSheets = [still, hiding];
    document.addEventListener("readystatechange", () => hiding.disabled = true, {once: true});
}"""
# axe reads each colour anew, in a library for colours of all kinds, which takes half its time: once is enough
COLOURS = """{
    const {Color} = axe.commons.color, read = Color.prototype.parseString, known = {};
    Color.prototype.parseString = function(words) {
        known[words] ??= read.call(new Color(), words);
        ({r: this.r, g: this.g, b: this.b, alpha: this.alpha} = known[words]);
        return this;
    };
}"""
# The contrast of things of one kind and class that look alike is computed once: the same colour, size, weight and
# shadow on the same grounds (the colours, pictures and opacity of all that they stand in). What had enough contrast on
# one page has it on those after it, as long as it looks so: a page remembers what passed before it in the same light.
CONTRASTS = """{
    const rule = axe._audit.rules.find(rule => rule.id == "color-contrast"), fits = rule.matches;
    const check = axe._audit.checks["color-contrast"], judge = check.evaluate;
    let seen, known, looks;
    window.remember = scheme => {
        window.passed = new Set(JSON.parse(sessionStorage.getItem(scheme) ?? "[]"));
        [seen, known, looks] = [new Set(passed), new Map([[null, ""]]), new Map()];
    };
    const grounds = tag => {
        if (!known.has(tag)) {
            const {backgroundColor, backgroundImage, opacity, filter} = getComputedStyle(tag);
            known.set(tag, [grounds(tag.parentElement), backgroundColor, backgroundImage, opacity, filter].join());
        }
        return known.get(tag);
    };
    rule.matches = function(tag, ...more) {
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(tag);
        const kind = [tag.localName, ...tag.classList];
        const look = [...kind, color, fontSize, fontWeight, textShadow, grounds(tag)].join();
        const asked = !seen.has(look) && fits.call(this, tag, ...more);
        if (asked) {
            seen.add(look);
            looks.set(tag, look);
        }
        return asked;
    };
    check.evaluate = function(tag, ...more) {
        const enough = judge.call(this, tag, ...more);
        if (enough === true) passed.add(looks.get(tag));
        return enough;
    };
}"""
FRAME = [["body > header"], ["body > div.skip-link"], ["footer"], ["dialog"]]  # around every page
WIDE, NARROW = (1300, "light"), (390, "dark")
HEIGHT = 200  # of what is painted
# things on a page; pages of one folder in the dark and with what stands around every page
ALIKE = 3


def turn(tab, width, scheme):
    """The tab at a width and in a light."""
    tab.set_viewport_size({"width": width, "height": HEIGHT})
    tab.emulate_media(color_scheme=scheme)


def violations(tab, width, scheme, left_out, last):
    """What is wrong with the open page, which must fit; all is left out where ``left_out`` is None."""
    theme, needs, found = tab.evaluate(LOOK, [scheme, ALIKE, left_out, last])
    assert scheme == theme and width >= needs, f"{tab.url} scrolls sideways at {width}"
    return [(tab.url, width, scheme, *violation) for violation in found]


def test_every_page_is_accessible_and_fits_wide_and_narrow_light_and_dark(tab, site, names):
    """Each page is loaded once and turned; where it is checked narrow, it is loaded so.

    The theme lets the keyboard reach what scrolls when the page is loaded, and not at once when it is turned.
    """
    package = pytest.importorskip("axe_playwright_python")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    tab.add_init_script(axe + COLOURS + CONTRASTS + STILL)
    found, seen, looks = [], Counter(), [NARROW, WIDE]
    for name in names:
        seen[Path(name).parent] += 1
        first = seen[Path(name).parent] <= ALIKE
        if first:
            looks = [NARROW, WIDE]
        left_out = {NARROW: [] if first else None, WIDE: [] if first else FRAME}
        turn(tab, *looks[0])
        tab.goto((site / name).as_uri())
        for width, scheme in looks:
            turn(tab, width, scheme)
            last = (width, scheme) == looks[-1]
            found += violations(tab, width, scheme, left_out[width, scheme], last)
        looks = looks[::-1]  # the next one as this one is left
    assert [] == found, "\n".join(map(str, found))
