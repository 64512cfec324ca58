"""Where queries run: DuckDB inside this process, or a Spark session; both offline, closed with everything they wrote.

The expressions are Ibis's, so any other backend of Ibis answers them too: give :func:`~.handovers.find_handovers` a
table of its own connection. An engine here adds what Ibis leaves open: reading Parquet with the number of every row, a
place for what does not fit into memory, and stopping a query that runs.
"""

from __future__ import annotations

import glob
import itertools
import os
import re
import shutil
import tempfile
import urllib.parse
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self, TypeVar

from sightline.errors import UsageError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow
    from ibis.backends import BaseBackend
    from pyspark.sql import SparkSession

T = TypeVar("T")

EngineName = Literal["duckdb", "spark"]
Heartbeat = Callable[[str], None]
"""Called with the name of a step at its beginning and ten times a second while it runs; what it raises stops it."""

ROW: Final = "(row)"
"""The column with the number of every row in the order of the files."""
FILE_STEP: Final = 1 << 40
"""The rows of one file are numbered from the file's place times this."""
MEMORY: Final = "4GB"
"""What DuckDB may take before it writes to its folder."""
BEAT: Final = 0.1

_NUMBERS: Final = itertools.count(1)
_FILE: Final = "(file)"
_BEGIN: Final = "(begin)"
_INSTALL = "event logs need DuckDB and Ibis; install them with: pip install 'sightline[logs]'"
_INSTALL_SPARK = "Spark needs PySpark and Java 17 or newer; install PySpark with: pip install 'sightline[spark]'"


class Engine(ABC):
    """A connection and a private folder beside it; a context manager that closes the one and removes the other."""

    name: EngineName

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sightline-"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and remove the folder."""
        self._disconnect()
        shutil.rmtree(self.folder, ignore_errors=True)

    @abstractmethod
    def read_parquet(self, files: Sequence[Path]) -> ir.Table:
        """Read Parquet files as one table, columns matched by name, with :data:`ROW` counting in the order given."""

    @abstractmethod
    def _disconnect(self) -> None: ...


class DuckDbEngine(Engine):
    """DuckDB in this process: it loads no extension, opens only the files named, and spills into its own folder."""

    name = "duckdb"

    def __init__(self, readable: Sequence[Path] = (), *, writable: Path | None = None, memory: str = MEMORY) -> None:
        try:
            import duckdb
            import ibis
        except ImportError:
            raise UsageError(_INSTALL) from None
        super().__init__()
        self.connection = duckdb.connect(
            config={
                "memory_limit": memory,
                "temp_directory": str(self.folder / "spilled"),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        # A path is allowed as it is, and as the pattern that is asked for.
        plain = [str(path.resolve()) for path in readable]
        paths = ", ".join(quoted(path) for path in [*plain, *map(glob.escape, plain)])
        # Once external access is off, it cannot be turned on again.
        self.connection.execute(f"SET allowed_paths = [{paths}]")
        folders = ", ".join(quoted(str(path.resolve())) for path in (self.folder, writable) if path is not None)
        self.connection.execute(f"SET allowed_directories = [{folders}]")
        self.connection.execute("SET enable_external_access = false")
        self.connection.execute("SET enable_progress_bar = false")
        self.backend: BaseBackend = ibis.duckdb.from_connection(self.connection)

    def read_parquet(self, files: Sequence[Path]) -> ir.Table:
        """Read Parquet files, numbered by DuckDB's own count of files and rows."""
        name = f"log_{next(_NUMBERS)}"
        paths = ", ".join(quoted(glob.escape(str(path.resolve()))) for path in files)
        self.connection.execute(
            f"CREATE TEMP VIEW {name} AS SELECT *, file_index * {FILE_STEP} + file_row_number AS "  # noqa: S608 - paths are quoted
            f'"{ROW}" FROM read_parquet([{paths}], union_by_name = true)'
        )
        table: ir.Table = self.backend.table(name)
        return table

    def _disconnect(self) -> None:
        self.connection.close()


class SparkEngine(Engine):
    """A Spark session: the one that runs already, else a local one without page, bound to this machine only."""

    name = "spark"

    def __init__(self, *, master: str = "local[*]") -> None:
        try:
            import ibis
            from pyspark.sql import SparkSession
        except ImportError:
            raise UsageError(_INSTALL_SPARK) from None
        super().__init__()
        running = SparkSession.getActiveSession()
        self._own = running is None
        if running is None:
            running = _start_spark(SparkSession.builder, master, self.folder)
        self.session = running
        self.backend: BaseBackend = ibis.pyspark.connect(self.session)

    def read_parquet(self, files: Sequence[Path]) -> ir.Table:
        """Read Parquet files, numbered by the names of the files and Spark's count of their rows."""
        from pyspark.sql import functions

        paths = [re.sub(r"([\\{}\[\]*?])", r"\\\1", str(path.resolve())) for path in files]
        frame = self.session.read.option("mergeSchema", "true").parquet(*paths)
        frame = frame.withColumns(
            {_FILE: functions.col("_metadata.file_path"), ROW: functions.col("_metadata.row_index")}
        )
        spelled = sorted((found[0] for found in frame.select(_FILE).distinct().collect()), key=urllib.parse.unquote)
        if len(spelled) > 1:
            begins = self.session.createDataFrame(
                [(name, FILE_STEP * at) for at, name in enumerate(spelled)], [_FILE, _BEGIN]
            )
            frame = frame.join(functions.broadcast(begins), _FILE)
            frame = frame.withColumn(ROW, functions.col(_BEGIN) + functions.col(ROW)).drop(_BEGIN)
        name = f"log_{next(_NUMBERS)}"
        frame.drop(_FILE).createOrReplaceTempView(name)
        table: ir.Table = self.backend.table(name)
        return table

    def _disconnect(self) -> None:
        if self._own:
            self.session.stop()


def _start_spark(builder: SparkSession.Builder, master: str, folder: Path) -> SparkSession:
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
        "spark.log.level": "ERROR",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.master(master).appName("sightline").getOrCreate()
    except Exception as error:  # Java is missing or too old: the launcher raises what it likes
        raise UsageError(f"Spark does not start; it needs Java 17 or newer: {error}") from error


def answer(expression: ir.Table, step: str, heartbeat: Heartbeat | None = None) -> pyarrow.Table:
    """Run a query and give its rows; ``heartbeat`` hears of it, and whatever stops the waiting stops the query."""
    backend: BaseBackend = expression.get_backend()
    result: pyarrow.Table = watch(lambda: backend.to_pyarrow(expression), backend, step, heartbeat)
    return result


def keep(expression: ir.Table, step: str, heartbeat: Heartbeat | None = None) -> ir.Table:
    """Run a query and keep its rows where the engine is, for several queries after it."""
    backend: BaseBackend = expression.get_backend()
    name = f"kept_{next(_NUMBERS)}"
    if backend.name == "duckdb":
        # Not cache(): what it leaves behind is dropped when Python pleases, and by then the connection may be closed.
        watch(lambda: backend.create_table(name, expression, temp=True), backend, step, heartbeat)
    elif backend.name == "pyspark":
        backend._session.sql(backend.compile(expression)).persist().createOrReplaceTempView(name)
    else:
        cached: ir.Table = watch(expression.cache, backend, step, heartbeat)
        return cached
    kept: ir.Table = backend.table(name)
    return kept


def watch(action: Callable[[], T], backend: BaseBackend, step: str, heartbeat: Heartbeat | None) -> T:
    """Run something long on a backend in a thread of its own, and stop it with whatever ends the waiting for it."""
    beat = heartbeat or (lambda _: None)
    beat(step)
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(action)
        try:
            while not wait((future,), timeout=BEAT).done:
                beat(step)
        except BaseException:
            _interrupt(backend)
            raise
        return future.result()


def _interrupt(backend: BaseBackend) -> None:
    if backend.name == "duckdb":
        backend.con.interrupt()
    elif backend.name == "pyspark":
        backend._session.sparkContext.cancelAllJobs()


def quoted(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"
