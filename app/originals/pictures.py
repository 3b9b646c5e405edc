"""The pictures of held files for a viewer, decoded in a worker process."""

from app.context import Context
from app.errors import CatalogueError
from app.reading.records import DecodedPicture
from app.workers.pool import TaskFailedError
from resources.messages import shown, tr


class Pictures:
    """Pixels of originals, derivatives and working copies."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, sha256: str, edge: int | None = None) -> DecodedPicture:
        """The picture upright in sRGB, neither side longer than `edge` pixels; None: as large as is safe.

        Raises CatalogueError, with a plain sentence, where no picture can be made of the bytes.
        """
        store = self._context.store_of(sha256)
        if not store.has(sha256):
            raise CatalogueError(tr("The held file is missing. Run “verify”."))
        path = store.path(sha256)
        future = self._context.workers.submit("app.reading.thumbnails:picture", path, edge)
        try:
            picture: DecodedPicture = future.result()
        except TaskFailedError as error:
            raise CatalogueError(tr("No picture can be made: {why}.", why=shown(str(error)))) from error
        except OSError as error:
            raise CatalogueError(
                tr("The held file cannot be read: {strerror}. Run “verify”.", strerror=error.strerror)
            ) from error
        except Exception as error:
            # A worker passes on whatever a hostile picture provokes; its own words say it best.
            raise CatalogueError(shown(str(error)) or type(error).__name__) from error
        return picture
