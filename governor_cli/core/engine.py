"""The compiled part of pydantic's core alone: the Python around it takes 10 ms to import and is not used.

Where it cannot be found by itself, the whole package is imported; one that is there already is taken.
"""

import sys
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError

__all__ = ["PydanticCustomError", "SchemaValidator", "ValidationError"]

_PACKAGE, _COMPILED = "pydantic_core", "pydantic_core._pydantic_core"


def _found() -> Any:
    """The module with the compiled names."""
    known = sys.modules.get(_PACKAGE) or sys.modules.get(_COMPILED)
    if known is not None:
        return known
    package = PathFinder.find_spec(_PACKAGE)
    places = package and package.submodule_search_locations
    spec = PathFinder.find_spec(_COMPILED, places) if places else None
    if spec is None or spec.loader is None:
        import pydantic_core

        return pydantic_core
    from importlib.util import module_from_spec

    module = module_from_spec(spec)
    sys.modules[_COMPILED] = module  # where the package looks for it, should somebody import that later
    spec.loader.exec_module(module)
    return module


_engine = _found()
if not TYPE_CHECKING:
    PydanticCustomError = _engine.PydanticCustomError
    SchemaValidator = _engine.SchemaValidator
    ValidationError = _engine.ValidationError
