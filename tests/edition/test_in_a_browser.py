"""The edition in a browser: with the keyboard alone, without scripts, from a folder, in the dark."""

RECURRING = "notebooks/03_recurring_claims.html"


def test_a_number_is_reached_and_followed_with_the_keyboard_alone(tab, site):
    tab.goto((site / RECURRING).as_uri())
    tab.keyboard.press("Tab")
    assert "Skip to main content" == tab.evaluate("document.activeElement.innerText").strip()
    tab.keyboard.press("Enter")
    for _ in range(40):
        tab.keyboard.press("Tab")
        if "behind" == tab.evaluate("document.activeElement.className"):
            break
    assert "none" != tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/evidence/03_recurring_claims.html#e-*")
    assert tab.locator(":target mark").count()


def test_a_number_leads_to_its_words_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((site / RECURRING).as_uri())
    tab.locator("a.behind", has_text="20").first.click()
    tab.locator(":target .passage a").first.click()
    assert "corpus/documents/1994-12_oic-16-7-e.html#c789-830" in tab.url
    assert "about 20 percent of Azerbaijani territory" == tab.locator(":target").inner_text()
    look = tab.locator(":target").evaluate("one => getComputedStyle(one).backgroundColor")
    assert "rgba(0, 0, 0, 0)" != look, "a mark is seen without scripts too"
    context.close()


def test_search_shows_the_passage_and_leads_to_it_from_the_folder(tab, site):
    tab.goto((site / "search.html").as_uri() + "?q=Goranboy")
    tab.wait_for_selector("#search-results li .found")
    found = tab.locator(
        "#search-results li", has=tab.locator("a[href*='1994-04-15_statement']")
    ).first
    assert "Goranboy" in found.locator("mark").all_text_contents()
    assert "in the direction of Goranboy and Terter regions" in found.inner_text()
    found.locator(".found a").last.click()
    assert "Goranboy and Terter" in tab.locator(":target").locator("xpath=..").inner_text()


def test_marks_differ_by_more_than_colour_and_can_be_read_in_the_dark(tab, site):
    tab.goto((site / "corpus/documents/1994-12_oic-11-7-p.html").as_uri())
    style = "role => (s => s.borderBottomStyle + s.fontWeight)(getComputedStyle(document.querySelector(`.text .${role}`)))"
    assert 3 == len({tab.evaluate(style, role) for role in ("claim", "citation", "opening")})
