"""Bringing pictures to the inspector: the thumbnail at once, the picture when it is decoded."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QImage

from app.catalogue import Catalogue
from app.evidence.dossier import Dossier
from app.messages.faults import fault_words
from app.reading.records import DecodedPicture
from app.task import Task
from resources.messages import shown
from ui.work.jobs import Jobs

# pixels of the longer side: enough for a pane drawn wide on a dense screen, and a fraction of the memory of
# an aerial
EDGE = 1400


def made_from(dossier: Dossier) -> tuple[bool, str | None, str | None]:
    """What the picture of an item is made from: whether it is held, the bytes, and why there is none.

    As long as this is the same, the picture on show stays, and where it is zoomed to.
    """
    original = dossier.original
    if original is None:
        return dossier.item.held, None, None
    return dossier.item.held, original.sha256, original.no_picture_reason


class PictureLoading:
    """Decodes in other processes, waits on other threads; only the last item asked for reports."""

    def __init__(self, catalogue: Catalogue, jobs: Jobs) -> None:
        self._catalogue = catalogue
        self._jobs = jobs

    def bring(
        self,
        dossier: Dossier,
        sharp: Callable[[int, QImage, bool], None],
        failed: Callable[[int, str], None],
        owner: QObject,
        edge: int | None = EDGE,
    ) -> None:
        """Hand the picture of an item to `sharp` (item id, picture, whether a coarser one came before)."""
        original, item = dossier.original, dossier.item.id
        if original is None:
            return
        if original.no_picture_reason:
            failed(item, shown(original.no_picture_reason))
            return
        sha256 = original.sha256

        def work(task: Task) -> QImage:
            return image_of(self._catalogue.pictures.get(sha256, edge)) if not task.cancelled else QImage()

        def show(image: QImage) -> None:
            sharp(item, image, True)

        def tell(error: Exception) -> None:
            failed(item, fault_words(error))

        # in a lane of its own: in that of the picture the thumbnail would be cancelled by it
        if edge is not None:
            self._jobs.start(
                lambda _task: self._catalogue.thumbnails.get(sha256),
                partial(self._thumbnail, item, sharp),
                lane="inspector thumbnail",
                owner=owner,
            )
        self._jobs.start(
            work, show, failed=tell, lane="inspector picture" if edge else "large picture", owner=owner
        )

    def _thumbnail(self, item: int, sharp: Callable[[int, QImage, bool], None], found: bytes | None) -> None:
        image = QImage.fromData(QByteArray(found)) if found else QImage()
        if not image.isNull():
            sharp(item, image, False)


def image_of(picture: DecodedPicture) -> QImage:
    """Pixels as Qt holds them."""
    made = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    # the QImage only looks into the bytes of Python, which are let go now
    return made.copy()
