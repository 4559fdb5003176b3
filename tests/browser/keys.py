"""The keyboard, as a person uses it: what is out of use for a moment is waited for, as for the mouse."""

from playwright.sync_api import Locator, expect


def press_enter(button: Locator) -> None:
    """Press Enter on a button that can be pressed."""
    expect(button).to_be_enabled()
    button.press("Enter")
