"""What we keep of the HTML page that Gradio serves, and what we take out.

Gradio's page fixes ``lang="en"``, names itself in ``og:`` and ``twitter:`` tags, loads a resizer for frames and a
manifest. None of that belongs on a page of a municipality, and none of it is a setting, so the page is taken apart here.
Tested against the pinned version: when Gradio changes its page, ``GradioChanged`` says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONFIG = re.compile(r"<script>window\.gradio_config = (\{.*?\});</script>", re.S)
_API_INFO = re.compile(r"<script>window\.gradio_api_info = (.*?);</script>", re.S)
_MODULE = re.compile(r'<script type="module" crossorigin src="\./([^"]+)"></script>')
_STYLE = re.compile(r'<link rel="stylesheet" crossorigin href="\./([^"]+)">')

_FOREIGN = (
    re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*/>\s*', re.S),
    re.compile(r"<script>\s*\(\(\) => \{\s*const root = .*?iframeResizer.*?</script>\s*", re.S),
    re.compile(r'<link rel="manifest"[^>]*/>\s*'),
)
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{.*?\}\s*\}", re.S)


class GradioChanged(Exception):
    """Gradio's page no longer looks as in the pinned version; compare ``ui/gradio_frame.py`` with its index.html."""


@dataclass(frozen=True)
class GradioParts:
    """What a browser needs to start Gradio: its configuration (JSON texts), its script and its stylesheet."""

    config: str
    api_info: str
    script: str
    style: str


def parts_of(html: str) -> GradioParts:
    """The parts of the page ``html`` that start Gradio; raises GradioChanged when one is not found."""
    found = [pattern.search(html) for pattern in (_CONFIG, _API_INFO, _MODULE, _STYLE)]
    config, api_info, module, style = found
    if config is None or api_info is None or module is None or style is None:
        raise GradioChanged("Gradio's page has another shape than version 6.31 had; its start-up parts were not found.")
    return GradioParts(config.group(1), api_info.group(1), "/" + module.group(1), "/" + style.group(1))


def own_page(html: str, *, language: str, direction: str, nonce: str) -> str:
    """Gradio's page ``html`` with our language and direction, our nonce on its scripts, and nothing of others in it."""
    for pattern in (*_FOREIGN, _DARK):
        html = pattern.sub("", html)
    html = re.sub(r'lang="en"', f'lang="{language}" dir="{direction}"', html, count=1)
    return re.sub(r"<script(?=[\s>])", f'<script nonce="{nonce}"', html)
