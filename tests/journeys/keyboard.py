"""Uses a page as someone without a mouse does."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150


def go_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, which must then be visible on the screen."""
    target.wait_for()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            expect(target).to_be_in_viewport()
            return
    raise AssertionError(f"Tab never reached {target}")


def press(page: Page, target: Locator) -> None:
    """Follow a link or push a button with Enter."""
    go_to(page, target)
    page.keyboard.press("Enter")


def write(page: Page, target: Locator, text: str) -> None:
    go_to(page, target)
    page.keyboard.insert_text(text)


def choose(page: Page, group: str, wanted: Locator) -> None:
    """Choose among radio buttons: Tab into the group called `group`, then arrows or Space."""
    wanted.wait_for()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name")
        kind = page.evaluate("document.activeElement.type")
        if (name, kind) == (group, "radio"):
            break
    else:
        raise AssertionError(f"Tab never reached the choices of {group}")
    page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys never reached {wanted}")
