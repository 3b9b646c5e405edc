"""Thumbnails, loaded on other threads as they come into sight, and kept for a while."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from app.task import Task
from ui.work.jobs import KNOWN, Jobs

Fetch = Callable[[str], bytes | None]
_KEPT = 240  # of some 300 KB each: 320 by 240 pixels of four bytes
# so many may wait: those that scrolled past longest ago are given up
_WANTED = 120
# of the threads of the window these may be busy with thumbnails, the others are for lines and searches; a
# group is long enough to be worth the way to the thread, and short enough to give way to what came into sight
# since
_AT_ONCE = 2
_GROUP = 4
# a picture of ten pixels shows light and dark, and no shape
_BLUR = 10


class ThumbnailCache(QObject):
    """What is wanted last is loaded first; what scrolled away before its turn is forgotten."""

    arrived = Signal()

    def __init__(self, jobs: Jobs, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._fetch = fetch
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._veiled: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._under_way: set[str] = set()
        self._running = 0
        self._looks = 0
        self._in_sight = 0
        self.expecting = False
        """While thumbnails are being made: one that is not there yet may still come."""

    def get(self, sha256: str) -> QPixmap | None:
        """The thumbnail of these bytes if it is loaded; otherwise it is on its way, or there is none."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
            return self._kept[sha256]
        if sha256 not in self._under_way:
            # put again at the end: what is in sight now goes before what was in sight earlier
            self._wanted[sha256] = None
            self._wanted.move_to_end(sha256)
            while len(self._wanted) > max(_WANTED, self._in_sight):
                self._wanted.popitem(last=False)
            self._go_on()
        return None

    def make_room(self, in_sight: int) -> None:
        """So many may be in sight at once: to drop one for another would load them in turn for ever."""
        self._in_sight = in_sight

    def knows(self, sha256: str) -> bool:
        """Whether it is settled what is to be seen: then None from `get` means that there is none."""
        return sha256 in self._kept and not (self.expecting and self._kept[sha256] is None)

    def veiled(self, sha256: str) -> QPixmap | None:
        """The thumbnail grey and blurred beyond recognition, for pictures not yet revealed."""
        clear = self.get(sha256)
        if clear is None:
            return None
        if sha256 not in self._veiled:
            self._veiled[sha256] = veil(clear)
            while len(self._veiled) > max(_KEPT, self._in_sight):
                self._veiled.popitem(last=False)
        return self._veiled[sha256]

    def forget_missing(self) -> None:
        """Look again for thumbnails that were not there: they are made after an ingest."""
        self._looks += 1
        for sha256 in [sha256 for sha256, pixmap in self._kept.items() if pixmap is None]:
            del self._kept[sha256]
        self.arrived.emit()

    def _go_on(self) -> None:
        while self._running < _AT_ONCE and self._wanted:
            group = [self._wanted.popitem()[0] for _ in range(min(_GROUP, len(self._wanted)))]
            self._under_way.update(group)
            self._running += 1
            self._jobs.start(
                partial(self._load, group), partial(self._keep, self._looks), finished=self._finish
            )

    def _load(self, group: list[str], task: Task) -> dict[str, QImage | None]:
        loaded: dict[str, QImage | None] = {}
        for count, sha256 in enumerate(group):
            task.step(count, len(group))
            found = self._bytes_of(sha256)
            # a QImage here: only the window's thread may touch a QPixmap
            image = QImage.fromData(QByteArray(found)) if found else QImage()
            loaded[sha256] = None if image.isNull() else image
        return loaded

    def _bytes_of(self, sha256: str) -> bytes | None:
        try:
            return self._fetch(sha256)
        except KNOWN:  # the inspector says why; a grid of a hundred pictures must not say it a hundred times
            return None

    def _keep(self, look: int, loaded: dict[str, QImage | None]) -> None:
        for sha256, image in loaded.items():
            self._under_way.discard(sha256)
            if image is not None or look == self._looks:  # else it may have been made meanwhile
                self._kept[sha256] = QPixmap.fromImage(image) if image is not None else None
        while len(self._kept) > max(_KEPT, self._in_sight):
            self._kept.popitem(last=False)
        self.arrived.emit()

    def _finish(self) -> None:
        self._running -= 1
        self._go_on()


def veil(clear: QPixmap) -> QPixmap:
    """Grey, and so few pixels that nothing can be made out."""
    few = clear.toImage().scaled(
        QSize(_BLUR, _BLUR),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    grey = few.convertToFormat(QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(
        grey.scaled(
            clear.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    )
