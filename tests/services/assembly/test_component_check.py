"""Components are checked as they stand today, whatever was noted before (PF122)."""

from decimal import Decimal

from sqlalchemy import event

from desktop.models.assembly import AssemblyLine
from desktop.services.assembly.component_check import component_check
from desktop.services.assembly.load import AssemblyKey
from desktop.services.assembly.sales_lines import assembly_order
from desktop.services.assembly.views import assembly_view
from desktop.services.sales.snapshot import document_view
from tests.builders.kits import KitWorld
from tests.builders.posting_world import sale

D = Decimal


def kit_of(kits: KitWorld, **more: object) -> AssemblyKey:
    """The order for three kits of a sales line."""
    order = kits.order(sale("Z", 3, qty_to_assemble_to_order=3, **more))
    return assembly_order(kits.session, order, 10000, kits.context).key


def test_what_has_come_meanwhile_is_there_at_the_next_look(kits: KitWorld) -> None:
    key = kit_of(kits)
    assert kits.column(AssemblyLine, "avail_warning", no="A") == [True]
    kits.receive("A", 6, "4")
    kits.receive("B", 2, "7")
    view = assembly_view(kits.session, key, kits.context)
    marks = {line.values["no"]: line.values["avail_warning"] for line in view.lines}
    assert (marks["A"], marks["B"]) == (False, True)
    assert [notice.parameters["no"] for notice in view.notices] == ["B"]


def test_the_check_says_for_how_many_kits_there_is_enough(kits: KitWorld) -> None:
    key = kit_of(kits)
    kits.receive("A", 5, "4")
    kits.receive("B", 9, "7")
    check = component_check(kits.session, key, kits.context)
    assert check.able_to_assemble == D(2)
    assert [(row.no, row.needed, row.there, row.short, row.enough_for) for row in check.rows] == [
        ("A", D(6), D(5), D(1), D(2)),
        ("B", D(3), D(9), D(0), D(9)),
    ]


def test_time_alone_is_always_there(kits: KitWorld) -> None:
    key = kit_of(kits)
    for line_no in (10000, 20000):
        kits.drop_line(key, line_no)
    check = component_check(kits.session, key, kits.context)
    assert (check.rows, check.able_to_assemble) == ((), D(3))


def test_the_sales_line_tells_of_its_components_in_as_many_statements_for_any_number(
    kits: KitWorld,
) -> None:
    counts = []
    for lines in (1, 6):
        order = kits.order(*(sale("Z", 1, qty_to_assemble_to_order=1) for _ in range(lines)))
        kits.session.expire_all()
        sent: list[object] = []
        engine = kits.session.get_bind()

        def counted(*statement: object, sent: list[object] = sent) -> None:
            sent.append(statement)

        event.listen(engine, "before_cursor_execute", counted)
        view = document_view(kits.session, order, kits.context)
        event.remove(engine, "before_cursor_execute", counted)
        short = [notice for notice in view.notices if notice.code == "components_short"]
        assert len(short) == lines
        counts.append(len(sent))
    assert counts[0] == counts[1]
