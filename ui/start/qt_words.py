"""The words of Qt itself, in its dialogs for files and printers and on its buttons, in one’s own language."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from resources.messages import wanted_language


def translate_qt(application: QCoreApplication) -> QTranslator | None:
    """Install what Qt ships for the language that was asked for; None where it ships nothing.

    It is asked for, and not the one that Exhibit speaks: the system's own dialogs follow it as well.
    """
    translator = QTranslator(application)
    # Qt tries zh_TW, then zh
    if not translator.load(
        f"qtbase_{wanted_language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        return None
    application.installTranslator(translator)
    return translator
