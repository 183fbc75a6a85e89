"""A prepared PostgreSQL database that goes from test to test: its rows come back, not its files.

Copying a database takes the server a tenth of a second, most of it for files that no test looks
at, and a new one begins with cold caches. Here a function within the database takes out what a test
has written and puts back what stood there, in a few milliseconds. A test that has changed the
tables themselves is found out, and its database is not used again.
"""

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

MOST_USES = 80
"""After so many tests the rows that are gone take more time than a new copy."""

_KEEP = """
DO $make$
DECLARE
  t record; names text; statements text := '';
BEGIN
  CREATE SCHEMA kept;
  FOR t IN SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname LOOP
    statements := statements || format('DELETE FROM public.%I;', t.relname);
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO names FROM pg_attribute
      WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('CREATE TABLE kept.%I AS SELECT %s FROM public.%I', t.relname, names, t.relname);
    EXECUTE format('SELECT count(*) FROM kept.%I', t.relname) INTO t.oid;
    IF t.oid = 0 THEN
      EXECUTE format('DROP TABLE kept.%I', t.relname);
    ELSE
      statements := statements || format('INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE '
        'SELECT * FROM kept.%I;', t.relname, names, t.relname);
    END IF;
  END LOOP;
  FOR t IN SELECT sequencename, last_value, start_value FROM pg_sequences
           WHERE schemaname = 'public' LOOP
    statements := statements || format('PERFORM setval(%L, %s, %s);', 'public.' || t.sequencename,
      coalesce(t.last_value, t.start_value), (t.last_value IS NOT NULL)::text);
  END LOOP;
  EXECUTE format('CREATE FUNCTION kept.bring_back() RETURNS void LANGUAGE plpgsql AS %L',
    'BEGIN ' || statements || ' END');
END $make$
"""
_LOOK = """
SELECT md5(string_agg(row_text, ';' ORDER BY row_text)) FROM (
  SELECT 'c' || oid || ' ' || xmin AS row_text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind <> 'S'
  UNION ALL SELECT 'a' || attrelid || ' ' || attnum || ' ' || a.xmin FROM pg_attribute a
    JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND attnum > 0
  UNION ALL SELECT 't' || t.oid || ' ' || t.xmin FROM pg_trigger t
  UNION ALL SELECT 'f' || oid || ' ' || xmin FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
) found
"""
_END_OTHERS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


class ReusedDatabase:
    """A database as its `fill` left it, as often as it is wanted."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._uses = 0
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")
        self._connection: Connection = self._engine.connect()
        # Neither triggers nor foreign keys ask anything when rows are brought back.
        self._run("SET session_replication_role = replica")
        self._run(_KEEP)
        self._look = self._run(_LOOK)

    def bring_back(self) -> bool:
        """Make it as it was; False when that cannot be, or would take longer than a new one."""
        self._uses += 1
        try:
            self._run(_END_OTHERS)
            if self._uses > MOST_USES or self._run(_LOOK) != self._look:
                return False
            self._run("SELECT kept.bring_back()")
        except DBAPIError:  # a test of lost connections has ended this one, too
            return False
        return True

    def close(self) -> None:
        """Give its connection back."""
        self._connection.close()
        self._engine.dispose()

    def _run(self, statement: str) -> object:
        result = self._connection.execute(text(statement.replace(":", r"\:")))
        return result.scalar() if result.returns_rows else None
