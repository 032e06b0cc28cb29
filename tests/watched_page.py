"""A page that watches itself: for tests that hold what a reader meets against the policy and against itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

# Told by the page to itself before anything else runs: resources that the policy refused, and elements that moved.
_WATCH = """
window.violations = []; window.shift = 0;
addEventListener("securitypolicyviolation", e => violations.push(e.violatedDirective + " " + e.blockedURI));
new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""

# What a page was still loading when it was left.
_LEFT = "net::ERR_ABORTED"


@contextmanager
def watched_page(browser: Browser, told: list[str]) -> Iterator[Page]:
    """A desktop page of a reader who was never here. What it says on its console and what it cannot load is added to
    `told`; `violations` and `shift` are its own variables."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("requestfailed", lambda request: None if request.failure == _LEFT else told.append(request.url))
    yield page
    context.close()
