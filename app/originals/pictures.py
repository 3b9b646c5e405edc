"""The pictures of held files for a viewer, decoded in a worker process."""

from concurrent.futures import Future

from app.context import Context
from app.errors import CatalogueError
from app.messages.faults import cause_of
from app.originals.lending import lend
from app.reading.records import DecodedPicture
from app.workers.pool import TaskFailedError
from db.causes import cause_words
from resources.messages import shown, tr
from resources.remark import Remark

_DECODE = "app.reading.thumbnails:picture"


class Pictures:
    """Pixels of originals, derivatives and working copies."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, sha256: str, edge: int | None = None) -> DecodedPicture:
        """The picture upright in sRGB, neither side longer than `edge` pixels; None: as large as is safe.

        Raises CatalogueError, with a plain sentence, where no picture can be made of the bytes.
        """
        if not self._context.store_of(sha256).has(sha256):
            raise CatalogueError(tr("The held file is missing. Run “verify”."))
        future: Future[DecodedPicture] = lend(
            self._context,
            [sha256],
            lambda copies: self._context.workers.submit(_DECODE, copies[sha256], edge),
        )
        try:
            return future.result()
        except TaskFailedError as error:
            raise CatalogueError(tr("No picture can be made: {why}.", why=shown(str(error)))) from error
        except OSError as error:
            raise CatalogueError(
                tr("The held file cannot be read: {why}. Run “verify”.", why=cause_words(error))
            ) from error
        except Exception as error:
            # a worker passes on whatever a hostile picture provokes; a remark is a sentence of its own
            words = str(error)
            if not isinstance(words, Remark):
                words = tr("No picture can be made: {why}.", why=cause_of(error))
            raise CatalogueError(shown(words)) from error
