"""Rasa without TensorFlow and matplotlib.

Rasa imports TensorFlow for components that this assistant does not use (DIET, TED, response selectors) and matplotlib
for the plots of an evaluation. Those imports take most of the start time and of the memory, and their packages three
quarters of the environment's size. Here empty modules stand in their place: names can be imported and subclassed, and
whatever really tries to compute or draw with them fails with a sentence that says so. It works the same whether they
are installed or not.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any, NoReturn

_LEFT_OUT = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "matplotlib"})


class LibraryLeftOut(RuntimeError):
    """A component wants to use TensorFlow or matplotlib, which this server leaves out."""

    def __init__(self) -> None:
        super().__init__(
            "A component of the pipeline needs TensorFlow or matplotlib, which the dialogue server leaves out. Remove "
            "the component from assistant/dialogue/config.yml (DIETClassifier, TEDPolicy, UnexpecTEDIntentPolicy and "
            "ResponseSelector need TensorFlow), or take the library off the list in assistant/dialogue/left_out.py "
            "and install it."
        )


class _AbsentType(type):
    """Every attribute of an absent thing is absent too, and it cannot be called."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent

    def __call__(cls, *args: Any, **kwargs: Any) -> NoReturn:
        raise LibraryLeftOut


class Absent(metaclass=_AbsentType):
    """Stands for any class or function left out: may be named in annotations and as a base class."""


class _AbsentModule(types.ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent


class _AbsentModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in _LEFT_OUT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: the module is empty."""


def leave_out_unused_libraries() -> None:
    """Put empty modules in the place of TensorFlow and matplotlib. Call before the first import of Rasa."""
    if not any(isinstance(finder, _AbsentModules) for finder in sys.meta_path):
        sys.meta_path.insert(0, _AbsentModules())
