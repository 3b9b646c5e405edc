"""Acts on claims: link what is selected to one, add one, show one, rate one or a source."""

from collections.abc import Callable, Sequence

from app.claims.counting import OriginCount
from app.claims.links import LinkReport
from app.claims.view import ClaimView
from app.messages.wording import sentences
from app.records import Claim
from app.search.errors import QueryError
from app.search.tokens import tokenize, unquoted
from resources.messages import tr, trn
from ui.forms.add_claim import AddClaimDialog
from ui.forms.choices import Known
from ui.forms.link_claim import LinkDialog
from ui.forms.rate import RateClaimDialog, RateSourceDialog
from ui.forms.show_claim import ClaimDialog
from ui.window.act_context import ActContext


class ClaimActs:
    """The slots of the menu Claim."""

    def __init__(self, context: ActContext) -> None:
        self._context = context

    def link(self) -> None:
        """Link what is selected to a claim."""
        context, items = self._context, self._context.selection.ids()
        if not items:
            return

        def ask(known: Sequence[tuple[Claim, OriginCount]]) -> None:
            if not known:
                context.messages.say(tr("There is no claim yet to link to."), tr("New claim"), self.add)
                return
            dialog = LinkDialog(context, items, known)
            dialog.done_with.connect(self._linked)
            dialog.open()

        context.read(context.catalogue.claims.with_origins, ask)

    def add(self) -> None:
        """A new claim."""
        context = self._context

        context.read(lambda: Known.of(context.catalogue), lambda known: AddClaimDialog(context, known).open())

    def show(self) -> None:
        """The claim that the query names, or the first that the chosen item is linked to."""
        self._with_claim(lambda view: ClaimDialog(self._context, view).open())

    def rate(self) -> None:
        """The credibility of that claim."""
        self._with_claim(lambda view: RateClaimDialog(self._context, view).open())

    def rate_source(self) -> None:
        """The reliability of a source."""
        context = self._context

        def ask(known: Known) -> None:
            if known.sources:
                RateSourceDialog(context, known.sources).open()
            else:
                context.messages.say(tr("There is no source yet to rate."))

        context.read(lambda: Known.of(context.catalogue), ask)

    def _with_claim(self, use: Callable[[ClaimView], None]) -> None:
        context, item = self._context, self._context.selection.only_id()
        label = _claim_of(context.result.query)

        def find() -> int | None:
            if label is not None:
                case, _, name = label.rpartition("/")
                return context.catalogue.claims.named(name, case or None)
            # the oldest link: the list of the inspector begins with it
            links = context.catalogue.links.of_item(item) if item is not None else []
            return links[0].claim_id if links else None

        def show(claim: int | None) -> None:
            if claim is None:
                context.messages.say(tr("Choose a claim at the left, or an item that is linked to one."))
            else:
                context.read(lambda: context.catalogue.claims.show(claim), use)

        context.read(find, show)

    def _linked(self, report: object) -> None:
        if isinstance(report, LinkReport):
            added = trn("{count} link added.", "{count} links added.", len(report.links))
            had = len(report.already)
            again = (
                trn("{count} was linked so already.", "{count} were linked so already.", had) if had else ""
            )
            self._context.messages.say(sentences(added, again))


def _claim_of(query: str) -> str | None:
    """What stands behind the first `claim:` of a query, which may be half written."""
    try:
        return next((unquoted(token.text) for token in tokenize(query) if token.key == "claim"), None)
    except QueryError:
        return None
