"""What rules and answers hand on: named values that never change.

They are msgspec's structs. A dataclass is written out and compiled at every start, and for those of
iopctl that took a sixth of a command's time; a struct is made in C, thirty times faster, and so is each
instance. What is read from files is pydantic's (`iopctl.model`); a struct is only made by iopctl itself.
"""

from __future__ import annotations

from typing import dataclass_transform

import msgspec
from msgspec import UNSET, UnsetType, field
from msgspec.structs import asdict, replace

__all__ = ["UNSET", "Struct", "UnsetType", "asdict", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Struct(msgspec.Struct, frozen=True):
    """Named values, equal to others of the same kind that are equal one by one."""
