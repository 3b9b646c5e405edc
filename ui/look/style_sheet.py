"""The rules that the Fusion style does not know, with the names of colours for `string.Template`."""

# where a border grows by a pixel with the focus, the padding shrinks by one: nothing moves
STYLE_SHEET = """\
QToolTip { background: $pane; color: $text; border: 1px solid $hairline; padding: 4px; }

QMainWindow::separator { background: $hairline; width: 1px; height: 1px; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:hover { background: $accent; }
QMenuBar { background: $ground; border-bottom: 1px solid $hairline; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $tint; color: $text; }
QMenu { background: $pane; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 28px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $tint; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }

QStatusBar { background: $ground; border-top: 1px solid $hairline; color: $muted; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $muted; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
  background: $pane; color: $text; border: 1px solid $edge; border-radius: 4px; padding: 4px 6px;
  selection-background-color: $accent; selection-color: $ontop; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus,
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
  border: 2px solid $accent; padding: 3px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  color: $muted; border-color: $hairline; }
QLineEdit[wrong="true"] { border: 2px solid $damage; padding: 3px 5px; }
QComboBox QAbstractItemView, QListView#completions {
  background: $pane; border: 1px solid $hairline; padding: 4px;
  selection-background-color: $tint; selection-color: $text; }

QPushButton {
  background: $pane; color: $text; border: 1px solid $edge; border-radius: 4px; padding: 5px 12px;
  min-height: 16px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $tint; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:default { background: $accent; color: $ontop; border-color: $accent; }
QPushButton:default:focus { border: 2px solid $text; }
QPushButton:disabled, QPushButton:default:disabled {
  background: $ground; color: $muted; border-color: $hairline; }
QToolButton {
  background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px;
  padding: 4px; }
QToolButton[choice="true"] { border-color: $edge; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $tint; border-color: $accent; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton[choice="true"]:focus { border: 2px solid $accent; padding: 3px; }
QToolButton[link="true"] { color: $accent; padding: 0 2px; }

QTreeView, QTableView, QListView, QAbstractScrollArea#result { background: $pane; border: 0; }
QTreeView::item, QListView::item { padding: 3px 4px; border: 0; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $tint; color: $text; }
QTreeView#left-pane-lines { background: $ground; padding: 4px 0; }
QTreeView#left-pane-lines::item { padding: 0; }
QTableView { gridline-color: $hairline; selection-background-color: $tint; selection-color: $text; }
QTableView::item { padding: 2px 6px; }
QTableView::item:focus { border: 1px solid $accent; }
QHeaderView { background: $pane; border: 0; }
QHeaderView::section {
  background: $pane; color: $muted; border: 0; border-bottom: 1px solid $hairline;
  border-right: 1px solid $hairline; padding: 5px 6px 5px 9px; }
QTableCornerButton::section { background: $pane; border: 0; }
QAbstractScrollArea::corner { background: $pane; border: 0; }

QScrollArea { border: 0; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical {
  background: $edge; border-radius: 3px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal {
  background: $edge; border-radius: 3px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
  background: $hairline; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSlider::groove:horizontal { background: $hairline; height: 3px; border-radius: 1px; }
QSlider::handle:horizontal {
  background: $muted; width: 12px; height: 12px; margin: -5px 0; border-radius: 6px; }
QSlider::handle:horizontal:focus { background: $accent; }
QCheckBox, QRadioButton { spacing: 6px; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 13px; height: 13px; border: 1px solid $edge; background: $pane; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus {
  border: 2px solid $accent; width: 11px; height: 11px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 5px; height: 5px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($chevron); width: 14px; height: 14px; }
QDialog { background: $ground; }
QListWidget { background: $pane; border: 1px solid $edge; border-radius: 4px; padding: 2px; }
QListWidget:focus { border: 2px solid $accent; padding: 1px; }

QWidget#pane, QWidget#inspector, QWidget#paper { background: $pane; }
QWidget#left-pane, QWidget#result-head { background: $ground; }
QFrame#hairline { background: $hairline; border: 0; max-height: 1px; min-height: 1px; }
QLabel[muted="true"] { color: $muted; }
QLabel[unknown="true"] { color: $muted; font-style: italic; }
QLabel[damage="true"] { color: $damage; }
QLabel[attention="true"] { color: $attention; }
QWidget#message {
  background: $pane; border-top: 1px solid $hairline; border-left: 4px solid $accent; }
QWidget#message[wrong="true"] { border-left: 4px solid $damage; }
"""
