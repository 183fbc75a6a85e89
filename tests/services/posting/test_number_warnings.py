"""A posting whose series runs out says so in its result (CU22)."""

from desktop.models.numbering import NumberSeriesLine
from desktop.services.database import Database
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from tests.databases import SqliteDatabases
from tests.robustness.books import CONTEXT, an_order, fill_with_trading_company


def test_a_posting_tells_how_many_numbers_are_left(sqlite_databases: SqliteDatabases) -> None:
    company = Database(sqlite_databases.create(fill_with_trading_company))
    with company.write() as session:
        line = session.get_one(NumberSeriesLine, ("PI", 10000))
        line.warning_no, line.ending_no = "PI00001", "PI00003"
        key = an_order(session, ("A", 1))
    result = company.run_write(lambda session: post(session, key, PostingChoice(), CONTEXT))
    [notice] = [each for each in result.notices if each.code == "number.few_left"]
    assert (notice.parameters["series"], notice.parameters["count"]) == ("PI", 2)
    company.close()
    sqlite_databases.drop_all()
