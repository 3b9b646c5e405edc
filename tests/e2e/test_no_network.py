"""Nothing opens a connection: system calls of the whole process tree, native libraries included."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

_TRACED = "socket,connect,sendto,sendmsg,bind"


def test_no_internet_socket_is_opened(program: Any, pictures: Path, tmp_path: Path) -> None:
    """Pictures with content credentials point at manifests elsewhere: they are told, never fetched."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed: apt install strace")
    paths = [pictures]
    shared = Path(__file__).parents[3] / "shared" / "data" / "images" / "c2pa"
    if shared.is_dir():
        paths.append(shared)
    trace = tmp_path / "trace"
    under = (strace, "-f", "-qq", "-e", f"trace={_TRACED}", "-o", str(trace))
    case = ("-c", tmp_path / "case")
    runs: list[tuple[str | Path, ...]] = [
        ("init", tmp_path / "case"),
        (*case, "ingest", *paths),
        (*case, "find", "near:Reykjavik~25km"),
        (*case, "sheet", "1", "2", "--out", tmp_path / "sheets"),
        (*case, "verify"),
    ]
    for arguments in runs:
        # PROJ would use the network where its own variable says so; the program must not listen to it.
        said = program(*arguments, under=under, PROJ_NETWORK="ON")
        if "ptrace" in said.err.lower() and not trace.exists():
            pytest.skip("strace may not trace here")
        assert said.code == 0, said.err
        calls = trace.read_text(encoding="utf-8", errors="replace")
        assert re.findall(r".*AF_INET6?\b.*", calls) == [], arguments[2]
        trace.unlink()
