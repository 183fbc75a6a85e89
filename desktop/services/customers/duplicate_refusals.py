"""What is refused about two records that are said to be one."""

from __future__ import annotations

from desktop.errors import Refusal, RefusalCode
from desktop.translation import N_


class ChooseAnother(Refusal):
    """A record would be merged with itself, or is not another one (CU140)."""

    code = RefusalCode.MERGE_SAME
    text = N_("Choose another record.")


class PartyGone(Refusal):
    """One of the two is not there (any more)."""

    code = RefusalCode.MERGE_GONE
    text = N_("{party} {no} no longer exists.")
