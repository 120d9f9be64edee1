"""Documents made for tests: PDF written by hand, so that columns, heads and damage stand exactly where they should."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HTML = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="{charset}"><title>Le Mali accuse la France | Le Courrier</title>
<meta property="og:title" content="Le Mali accuse la France"><meta property="og:site_name" content="Le Courrier">
<meta property="article:published_time" content="2022-08-15T10:00:00+02:00"></head>
<body><nav><a href="/">Accueil</a> <a href="/monde">La Chine menace Taïwan</a></nav>
<article><h1>Le Mali accuse la France</h1>
<p>Le Mali a accusé lundi la France d’armer des groupes terroristes dans le nord du pays. Bamako demande une réunion
d’urgence du Conseil de sécurité.</p>
<p>Paris a démenti ces accusations et dénoncé une manœuvre de la junte au pouvoir, alors que les derniers soldats français
quittaient la base de Gao.</p></article>
<aside>À lire aussi : <a href="/1">L’Iran bombarde l’Irak</a></aside>
<footer>© 2021 Le Courrier. Abonnez-vous à notre lettre. Moscou accuse Kiev.</footer></body></html>
"""


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], *, compressed: bytes | None = None) -> bytes:
    """Return a PDF whose pages hold pieces of text at (x, y) in points, in the order given."""
    contents = [
        b"\n".join(f"BT /F1 10 Tf {x} {y} Td ({_escaped(text)}) Tj ET".encode("cp1252") for x, y, text in page) for page in pages
    ]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * i} 0 R' for i in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        objects.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        body = compressed if compressed is not None else content
        flate = b" /Filter /FlateDecode" if compressed is not None else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(body), flate, body))
    return _assembled(objects)


def column(x: int, top: int, lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return lines of text one below the other."""
    return [(x, top - 12 * i, line) for i, line in enumerate(lines)]


def of_a_later_version(archive: bytes) -> bytes:
    """Return a ZIP archive that claims to need a version of the format that does not exist; a fuzzer found it."""
    at = archive.index(b"PK\x01\x02") + 6
    return archive[:at] + (235).to_bytes(2, "little") + archive[at + 2 :]


def archive(**files: bytes) -> bytes:
    """Return a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def gzipped(data: bytes) -> bytes:
    """Return data packed by gzip, always to the same bytes."""
    return gzip.compress(data, mtime=0)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
