"""Metadata as it was read, every tag of every reader, with a filter."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.evidence.dossier import Dossier
from app.records import MetadataTag
from resources.messages import tr, trn
from ui.inspector.section import none_yet
from ui.look import readable as wording
from ui.look.labels import small

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 22


class TagModel(QAbstractTableModel):
    """One row a tag: its name with group, its value."""

    def __init__(self, tags: list[MetadataTag]) -> None:
        super().__init__()
        self._tags = tags

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._tags)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        tag = self._tags[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.one_line(tag.name if index.column() == 0 else tag.value)
        # a tag may hold megabytes, and Qt lays out a tip in one turn
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.tip(f"{tag.group} {tag.namespace} {tag.name}\n{tag.value[:2000]}")
        if role == Qt.ItemDataRole.UserRole:
            return f"{tag.group} {tag.namespace} {tag.name} {tag.value}"
        return None

    def value(self, row: int) -> str:
        """The whole value of a tag."""
        return self._tags[row].value


class MetadataView(QWidget):
    """A table of tags under a filter."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        for snapshot in dossier.snapshots:
            found = (
                tr("none found")
                if snapshot.none_found
                else trn("{count} tag", "{count} tags", len(snapshot.tags))
            )
            told = f"{snapshot.reader} {snapshot.version}, {wording.moment(snapshot.read_at)}: {found}"
            column.addWidget(small(told))
        tags = [tag for snapshot in dossier.snapshots for tag in snapshot.tags]
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter the tags"))
        self.filter.setClearButtonEnabled(True)
        self.table = _table(self)
        self.proxy = QSortFilterProxyModel(self)
        self.model = TagModel(tags)
        self.proxy.setSourceModel(self.model)
        # the filter looks at the whole of a tag, of which a cell shows a line
        self.proxy.setFilterRole(Qt.ItemDataRole.UserRole)
        self.proxy.setFilterKeyColumn(0)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table.setModel(self.proxy)
        self.filter.textChanged.connect(self.proxy.setFilterFixedString)
        self.table.setFixedHeight(min(max(len(tags), 1), 14) * _ROW + 4)
        if tags:
            column.addWidget(self.filter)
            column.addWidget(self.table)

    def copy(self) -> None:
        """Put the whole value of the chosen tag on the clipboard."""
        index = self.proxy.mapToSource(self.table.currentIndex())
        if index.isValid():
            QApplication.clipboard().setText(self.model.value(index.row()))


def metadata(dossier: Dossier) -> QWidget:
    """The metadata of all files of the item, as read and not verified."""
    if not dossier.snapshots:
        return none_yet(tr("No file has been read."))
    return MetadataView(dossier)


def _table(parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setAccessibleName(tr("Metadata as read"))
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().resizeSection(0, 130)
    table.horizontalHeader().setStretchLastSection(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # else Tab walks from cell to cell, and never leaves the table
    table.setTabKeyNavigation(False)
    return table
