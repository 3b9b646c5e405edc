"""The left pane: one click finds."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from resources.messages import tr, trn
from ui.look import icons, readable, signs
from ui.look.fonts import sized
from ui.look.theme import Theme
from ui.window.left_pane_queries import OfferedGroup, OfferedQuery

_OFFERED = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 24
Index = QModelIndex | QPersistentModelIndex


class LeftPane(QWidget):
    """Groups that fold, with a filter above them; which are folded stays."""

    chosen = Signal(str)
    """The query of the line that was clicked or entered."""
    menu_asked = Signal()
    """The acts on the saved search under the mark are wanted."""
    rename_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("left-pane")
        # of a class of one's own Qt paints the ground of the style sheet only where it is asked to
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter these lists"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._apply_filter)
        self.tree = QTreeView()
        self.tree.setObjectName("left-pane-lines")
        self.tree.setAccessibleName(tr("Saved searches, claims, tags, places, sources and cases"))
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        # lines are painted by hand below: no style sheet has a count at the right of a line, or a ring
        self.tree.setIndentation(0)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # a click folds already: the second one of a double click would do so again, and Qt once more
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setItemDelegate(_Line(theme, self))
        self.model = QStandardItemModel(self)
        self.tree.setModel(self.model)
        self.tree.clicked.connect(self._take)
        self.tree.activated.connect(self._take_entered)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(lambda _at: self._ask_menu())
        self.tree.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(8, 0, 8, 0)
        top.addWidget(self.filter)
        column.addLayout(top)
        column.addWidget(self.tree)
        self._keys: dict[int, SignalInstance] = {
            Qt.Key.Key_Delete: self.remove_asked,
            Qt.Key.Key_F2: self.rename_asked,
        }
        self._folded: set[str] = set()
        self._known = False
        self._groups: tuple[OfferedGroup, ...] = ()
        self._on_show: str | None = None

    def show_groups(self, groups: tuple[OfferedGroup, ...]) -> None:
        """Show these lines; folds, scroll and what is chosen stay."""
        if groups == self._groups:
            return
        self._groups = groups
        self._remember()
        before, current = self.tree.verticalScrollBar().value(), self.tree.currentIndex().data(_OFFERED)
        self.model.clear()
        for group in groups:
            self.model.appendRow(_group_item(group))
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            self.tree.setExpanded(index, index.data() not in self._folded)
        self._apply_filter(self.filter.text())
        if isinstance(current, OfferedQuery):
            self.mark(current.query, current.saved)
        elif self._on_show is not None:  # it was answered before its line was there
            self.mark(self._on_show)
        self.tree.verticalScrollBar().setValue(before)
        self._known = True

    def mark(self, query: str, saved: int | None = None) -> None:
        """Put the mark on the line whose query is on show, if there is one.

        It stays where it is if it fits; of several the saved search of this id is meant, else the first.
        """
        self._on_show = query
        if self._query(self.tree.currentIndex()) == query:
            return
        self.tree.setCurrentIndex(self._line_of(query, saved) or QModelIndex())

    def _line_of(self, query: str, saved: int | None) -> QModelIndex | None:
        first: QModelIndex | None = None
        for group in range(self.model.rowCount()):
            parent = self.model.index(group, 0)
            for row in range(self.model.rowCount(parent)):
                index = self.model.index(row, 0, parent)
                offered = index.data(_OFFERED)
                if isinstance(offered, OfferedQuery) and offered.query == query:
                    if offered.saved == saved:
                        return index
                    first = first or index
        return first

    @property
    def saved(self) -> OfferedQuery | None:
        """The saved search under the mark."""
        offered = self.tree.currentIndex().data(_OFFERED)
        return offered if isinstance(offered, OfferedQuery) and offered.saved is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On a saved search the keys that remove and rename items mean the search."""
        if isinstance(event, QKeyEvent) and watched is self.tree and self.saved is not None:
            asked = self._keys.get(event.key())
            # Qt asks first whether the key is wanted here; accepted, it comes as a key press and not as the
            # window's action
            if asked is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if asked is not None and event.type() == QEvent.Type.KeyPress:
                asked.emit()
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(220, 600)

    def _ask_menu(self) -> None:
        if self.saved is not None:
            self.menu_asked.emit()

    def _remember(self) -> None:
        # nothing is shown yet, so nothing can be folded
        if not self._known:
            return
        rows = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        self._folded = {str(index.data()) for index in rows if not self.tree.isExpanded(index)}

    def _take_entered(self, index: QModelIndex) -> None:
        # where the system activates at a single click it comes with `clicked`, and a heading would fold twice
        if self._query(index) is not None:
            self._take(index)

    def _take(self, index: QModelIndex) -> None:
        query = self._query(index)
        if query is not None:
            self.chosen.emit(query)
        elif not index.parent().isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _query(self, index: Index) -> str | None:
        offered = index.data(_OFFERED)
        return offered.query if isinstance(offered, OfferedQuery) else None

    def _apply_filter(self, words: str) -> None:
        wanted = words.casefold().split()
        for group in range(self.model.rowCount()):
            parent = self.model.index(group, 0)
            shown = 0
            for row in range(self.model.rowCount(parent)):
                offered = self.model.index(row, 0, parent).data(_OFFERED)
                told = f"{offered.text} {offered.tip}".casefold() if isinstance(offered, OfferedQuery) else ""
                fits = all(word in told for word in wanted)
                self.tree.setRowHidden(row, parent, not fits)
                shown += fits
            self.tree.setRowHidden(group, QModelIndex(), bool(wanted) and not shown)


class _Line(QStyledItemDelegate):
    """Headings with an icon; lines with a muted count at the right; claims with their origins in a ring."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        # a heading has the space above it within its own line
        return QSize(100, _HEIGHT + (6 if not index.parent().isValid() else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, offered = QRect(option.rect), index.data(_OFFERED)
        if isinstance(offered, OfferedQuery) or index.parent().isValid():
            self._line(
                painter,
                box,
                offered if isinstance(offered, OfferedQuery) else None,
                option,
                str(index.data()),
            )
        else:
            self._heading(painter, box, index, QFont(option.font))
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, index: Index, font: QFont) -> None:
        tree = self.parent()
        unfolded = isinstance(tree, LeftPane) and tree.tree.isExpanded(index)
        chevron = QRectF(box.left() + 6, box.center().y() - 4, 12, 12)
        icons.draw(painter, "chevron-down" if unfolded else "chevron-right", chevron, self._theme.muted, 2)
        drawing = QRectF(box.left() + 22, box.center().y() - 5, 14, 14)
        icons.draw(painter, str(index.data(_ICON)), drawing, self._theme.muted)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        room = box.adjusted(42, 5, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))

    def _line(
        self,
        painter: QPainter,
        box: QRect,
        offered: OfferedQuery | None,
        option: QStyleOptionViewItem,
        words: str,
    ) -> None:
        state, font = option.state, QFont(option.font)
        inner = box.adjusted(4, 1, -4, -1)
        if offered is not None and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(inner, QColor(self._theme.tint))
            painter.fillRect(QRect(inner.left(), inner.top(), 2, inner.height()), QColor(self._theme.accent))
        elif offered is not None and state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(inner, QColor(self._theme.hover))
        right = inner.right() - 8
        if offered is not None and offered.count is not None:
            right = self._count(painter, inner, f"{offered.count:,}", font)
        elif offered is not None and offered.origins is not None:
            right = self._origins(painter, inner, offered, font)
        room = QRect(box.left() + 24, box.top(), right - box.left() - 30, box.height())
        font.setItalic(offered is None)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text if offered is not None else self._theme.muted))
        fit = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fit)

    def _count(self, painter: QPainter, box: QRect, words: str, font: QFont) -> int:
        painter.setFont(sized(font, -1))
        painter.setPen(QColor(self._theme.muted))
        room = box.adjusted(0, 0, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return room.right() - painter.fontMetrics().horizontalAdvance(words)

    def _origins(self, painter: QPainter, box: QRect, offered: OfferedQuery, font: QFont) -> int:
        if not offered.origins:
            return self._count(painter, box, tr("no named origin"), font)
        ring = QRectF(box.right() - 24, box.center().y() - 8, 17, 17)
        signs.draw_origins(
            painter, ring, offered.origins, offered.independent, self._theme, sized(font, -1.5)
        )
        return round(ring.left())


def _group_item(group: OfferedGroup) -> QStandardItem:
    heading = QStandardItem(group.heading)
    heading.setData(group.icon, _ICON)
    heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
    for offered in group.queries:
        line = QStandardItem(readable.one_line(offered.text))
        line.setData(offered, _OFFERED)
        # in a pane of 220 pixels most lines are cut
        line.setToolTip(readable.tip(offered.tip or offered.text))
        told = (
            offered.text
            if offered.count is None
            else trn("{name}, {count} item", "{name}, {count} items", offered.count, name=offered.text)
        )
        line.setData(readable.one_line(told), Qt.ItemDataRole.AccessibleTextRole)
        heading.appendRow(line)
    if not group.queries and group.empty:
        nothing = QStandardItem(group.empty)
        nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.appendRow(nothing)
    return heading
