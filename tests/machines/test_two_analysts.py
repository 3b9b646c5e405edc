"""Random acts by two analysts, one in another process, some by the command line, some killed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft
from app.cli.program import run
from app.errors import CatalogueError
from tests.machines.acts import ITEMS, STANCES, TAGS, WITHDRAWABLE, perform, seen
from tests.machines.model import Model

ROOT = Path(__file__).parents[2]
EXAMPLES, STEPS, PARTS = int(os.environ.get("EXHIBIT_EXAMPLES") or 48), 50, 4
"""In parts, so that several processes of the tests share them; before a release 200 are run."""
HERE, THERE = "Ana", "Bela"

items = st.sampled_from(ITEMS)
several = st.lists(items, min_size=1, max_size=3, unique=True)


class Second:
    """The other process; it is started when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def perform(self, act: dict[str, Any]) -> str | None:
        """As `acts.perform`, over there."""
        answer = json.loads(self._send(act).readline())
        if "refused" in answer:
            raise CatalogueError(answer["refused"])
        left: str | None = answer["left"]
        return left

    def kill_in(self, act: dict[str, Any]) -> None:
        """Kill it while it is at it: before, during or after, nobody knows."""
        self._send(act)
        self.end()

    def end(self) -> None:
        """Kill it, if it was started."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _send(self, act: dict[str, Any]) -> Any:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.machines.second_process", str(self._folder), THERE],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            )  # fmt: skip
            assert self._process.stdout is not None
            assert json.loads(self._process.stdout.readline()) == {"ready": True}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(act) + "\n")
        self._process.stdin.flush()
        return self._process.stdout


class TwoAnalysts(RuleBasedStateMachine):
    """The catalogue against the model, after each step; verified at the end of each example."""

    template: ClassVar[Path]
    titles = 0

    @initialize()
    def begin(self) -> None:
        self._folder = Path(tempfile.mkdtemp(dir=self.template.parent)) / "catalogue"
        shutil.copytree(self.template, self._folder)
        self._catalogue = Catalogue.open(self._folder, analyst=HERE)
        self._second = Second(self._folder)
        self._model = Model(seen(self._catalogue))
        self._killed = False

    @rule(item=items, where=st.sampled_from((HERE, THERE)))
    def retitle(self, item: int, where: str) -> None:
        TwoAnalysts.titles += 1
        self._act(where, {"do": "title", "item": item, "title": f"Title {TwoAnalysts.titles}"})

    @rule(tagged=several, tag=st.sampled_from(TAGS), do=st.sampled_from(("tag", "untag")),
          where=st.sampled_from((HERE, THERE)))  # fmt: skip
    def tag(self, tagged: list[int], tag: str, do: str, where: str) -> None:
        self._act(where, {"do": do, "items": tagged, "tag": tag})

    @rule(
        item=st.sampled_from(ITEMS[:-1]),
        stance=st.sampled_from(STANCES),
        do=st.sampled_from(("link", "link", "unlink")),
        where=st.sampled_from((HERE, THERE)),
    )
    def link(self, item: int, stance: str, do: str, where: str) -> None:
        self._act(where, {"do": do, "item": item, "stance": stance})

    @rule()
    def withdraw(self) -> None:
        self._act(HERE, {"do": "withdraw", "item": WITHDRAWABLE})

    @rule(where=st.sampled_from((HERE, THERE)))
    def undo(self, where: str) -> None:
        self._act(where, {"do": "undo"})

    @rule(where=st.sampled_from((HERE, THERE)))
    def undo_twice(self, where: str) -> None:
        self.undo(where)
        self.undo(where)

    @rule(tagged=items, tag=st.sampled_from(TAGS))
    def tag_from_the_command_line(self, tagged: int, tag: str) -> None:
        act = {"do": "tag", "items": [tagged], "tag": tag, "analyst": HERE}
        refused, after = self._model.refused(act), self._model.after(act)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("EXHIBIT_ANALYST", HERE)
            code = run(
                ["tag", str(tagged), "--add", tag, "-c", str(self._folder), "--json", "--yes"], lambda _: 1
            )
        assert (code != 0) == refused
        if not refused:
            self._model.keep(HERE, after)

    @rule(item=items)
    def killed(self, item: int) -> None:
        if self._killed:  # a start costs as much as a hundred acts
            return
        TwoAnalysts.titles += 1
        act = {"do": "title", "item": item, "title": f"Title {TwoAnalysts.titles}", "analyst": THERE}
        after = self._model.items if self._model.refused(act) else self._model.after(act)
        self._second.kill_in(act)
        self._killed = True
        found = seen(self._catalogue)
        assert found in (self._model.items, after)
        self._model.keep(THERE, found)

    @invariant()
    def the_catalogue_is_as_the_model(self) -> None:
        if hasattr(self, "_model"):
            found = seen(self._catalogue)
            wrong = {item: (found[item], self._model.items[item]) for item in ITEMS}
            assert found == self._model.items, wrong

    def teardown(self) -> None:
        if hasattr(self, "_catalogue"):
            self._second.end()
            found = self._catalogue.integrity.verify()
            self._catalogue.close()
            shutil.rmtree(self._folder.parent)
            assert found.ok, found

    def _act(self, where: str, act: dict[str, Any]) -> None:
        act |= {"analyst": where}
        refused = self._model.refused(act)
        try:
            left = perform(self._catalogue, act) if where == HERE else self._second.perform(act)
        except CatalogueError:
            assert refused, f"{act} was refused"
            return
        assert not refused, f"{act} was not refused"
        if act["do"] == "undo":
            self._model.undo(where, seen(self._catalogue), left)
        else:
            self._model.keep(where, self._model.after(act))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue to copy: a few items and a claim, closed."""
    folder = tmp_path_factory.mktemp("machines") / "template"
    with Catalogue.create(folder, title="Two analysts", analyst="Maker") as made:
        for number in ITEMS:
            made.evidence.add("photograph", f"Picture {number}")
        case = made.cases.add("A case")
        made.claims.add(ClaimDraft(case, "A ship lay at the quay."))
    for analyst in (HERE, THERE):
        Catalogue.open(folder, analyst=analyst).close()
    return folder


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_two_analysts_do_the_catalogue_is_as_it_should_be(template: Path, part: int) -> None:
    TwoAnalysts.template = template
    run_state_machine_as_test(
        TwoAnalysts,
        settings=settings(
            max_examples=EXAMPLES // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
