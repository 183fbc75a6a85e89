"""The language of the program: our texts, Qt's own, and how numbers and dates are written."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.paths import catalogs
from desktop.settings import Settings
from desktop.translation import Localizer, install, localizer_for

HOME_REGION = "SE"
"""How numbers and dates look on a computer that does not say where it stands."""


def localizer_of(settings: Settings) -> Localizer:
    """The language chosen, else the system's when there is a catalog for it, else English."""
    system = QLocale.system()
    language = settings.language or system.name().split("_")[0]
    known = {"en", *(folder.name for folder in catalogs().iterdir() if folder.is_dir())}
    region = system.name().partition("_")[2] or HOME_REGION
    return localizer_for(language if language in known else "en", region)


def speak(application: QApplication, localizer: Localizer) -> None:
    """Speak a language from now on; windows that are open keep the texts that they have."""
    install(localizer)
    QLocale.setDefault(QLocale(localizer.language))
    translate_qt(application, localizer.language)


def translate_qt(application: QApplication, language: str) -> None:
    """Show Qt's own texts in the user's language, in the place of the one before."""
    for before in application.findChildren(QTranslator):
        application.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)
