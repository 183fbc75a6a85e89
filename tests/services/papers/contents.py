"""Files for tests, as small as they can be and still be what they are."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 16
PROGRAM = b"MZ\x90\x00" + b"\x00" * 16
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
TEXT = b"Twelve chairs, oak.\n"


def archive(*names: str) -> bytes:
    """A zip archive with files of these names."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        for name in names:
            packed.writestr(name, "x" * 100)
    return kept.getvalue()
