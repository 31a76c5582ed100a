"""Does the sheet of each week print on one page of A4, with nothing cut off?"""

import re

from grader import sheets
from grader.weeks import weeks

WIDTH = 718  # pixels that are left of A4 between the margins
SOURCES = "[...document.querySelectorAll('code.tex')].map(code => code.textContent)"


def test_a_sheet_prints_on_one_page_and_nothing_is_cut_off(browser):
    page = browser.new_page(viewport={"width": WIDTH, "height": 1000})
    page.emulate_media(media="print")
    for week in weeks():
        page.set_content(sheets.page(week))
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, week.number
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, week.number
        assert page.evaluate(SOURCES) == [], "formulas that could not be drawn"
    page.close()
