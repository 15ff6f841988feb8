"""The scripts of a page stand in one scope, where a second function of the same name silently takes the place of the first."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from ui.consulent.templating import script as of_the_consulent
from ui.vertaler.templating import script as of_the_vertaler

DECLARED = re.compile(r"^(?:async )?(?:function|const|let|var|class) (\w+)", re.MULTILINE)
OF_A_ROOM = re.compile(r"^\(\(\) => \{\n.*?^\}\)\(\);", re.MULTILINE | re.DOTALL)
"""A room's own script stands in a function, and what it declares is its own."""


@pytest.mark.parametrize("script", [of_the_consulent(), of_the_vertaler()], ids=["consulent", "cultuurvertaler"])
def test_no_name_is_given_twice(script: str) -> None:
    declared = Counter(DECLARED.findall(OF_A_ROOM.sub("", script)))
    assert len(declared) > 30, "the scripts are read"
    assert [name for name, times in declared.items() if times > 1] == []
