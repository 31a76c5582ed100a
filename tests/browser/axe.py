"""What axe finds on a page: barriers for those who see little or hear it read."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The rules of WCAG 2.0 to 2.2, A and AA, and what axe's authors hold to be good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(
    page: Page, *parts: str, rules: list[str] = RULES, but: tuple[str, ...] = ()
) -> list:
    """What is wrong on a page, a line for each rule and element: ``rule: element, what is wrong``.

    ``parts`` are selectors of what is looked at, where the rest of a page is not ours; ``but`` are
    rules that only a page as a whole can meet.
    """
    context = {"include": [[part] for part in parts]} if parts else None
    options = {
        "runOnly": {"type": "tag", "values": rules},
        "rules": {rule: {"enabled": False} for rule in but},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]}, {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]
