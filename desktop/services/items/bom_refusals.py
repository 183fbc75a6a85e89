"""What is refused about bills of materials (CU61, PF112)."""

from __future__ import annotations

from desktop.errors import FieldRefusal
from desktop.supply_codes import AssemblyCode
from desktop.translation import N_


class ParentInItself(FieldRefusal):
    """An item is to be a part of itself."""

    code = AssemblyCode.BOM_PARENT_IN_ITSELF
    text = N_("Item {no} cannot be a component of itself. Choose another item.")


class BomCycle(FieldRefusal):
    """A component contains the item whose component it is to be, directly or further down."""

    code = AssemblyCode.BOM_CYCLE
    text = N_(
        "Item {component} cannot be a component of item {no}, because it contains that item: "
        "{path}. Choose another item."
    )


class BomTooDeep(FieldRefusal):
    """Bills of materials would stand in each other on too many levels."""

    code = AssemblyCode.BOM_TOO_DEEP
    text = N_(
        "With component {component} the bill of materials of item {no} would have more than "
        "{most} levels. Put fewer bills of materials into each other."
    )


class BomFieldBlank(FieldRefusal):
    """A line lacks its number, or how much of it is needed."""

    code = AssemblyCode.BOM_FIELD_BLANK
    text = N_("{blank_field} of the component on line {line_no} of item {no} must be above zero.")


class BomNumberBlank(FieldRefusal):
    """A line of an item or a resource does not say of which one."""

    code = AssemblyCode.BOM_NUMBER_BLANK
    text = N_("{blank_field} on line {line_no} of item {no} must be filled in.")


class BomTextHasNumber(FieldRefusal):
    """A line of text has no number, variant, unit or quantity."""

    code = AssemblyCode.BOM_TEXT_HAS_NUMBER
    text = N_("A line of text has only words. Choose another type before entering {entered_field}.")


class BomUnitUnknown(FieldRefusal):
    """A component is measured in a unit that it does not have."""

    code = AssemblyCode.BOM_UNIT_UNKNOWN
    text = N_("Unit {unit} is not a unit of {no}. Choose one of its units.")


class BomVariantUnknown(FieldRefusal):
    """A component is wanted in a variant that it does not come in."""

    code = AssemblyCode.BOM_VARIANT_UNKNOWN
    text = N_("Item {no} does not come in variant {variant_code}. Choose one of its variants.")
