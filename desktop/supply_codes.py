"""The codes of refusals of supply, one set for each area; those of sales stand in `errors`."""

from enum import StrEnum


class AvailabilityCode(StrEnum):
    """Stable names of the refusals of availability and lead times (03 §1, §2)."""

    NOT_A_PLAIN_DURATION = "availability.not_a_plain_duration"
    ASSEMBLE_TO_ORDER_WITHOUT_ASSEMBLY = "availability.assemble_to_order_without_assembly"


class PromisingCode(StrEnum):
    """Stable names of the refusals of order promising (03 §3–§5)."""

    BOM_CYCLE = "promising.bom_cycle"
    BOM_TOO_DEEP = "promising.bom_too_deep"
