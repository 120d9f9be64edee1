"""Reading: every format, every encoding, the day of writing, and every kind of bad input with its one-line error."""

from __future__ import annotations

import io
import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import documents
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geoint.articles import Article, InputFailure, Keys, Kind, Reading, articles
from geoint.articles.pages import paragraphs
from geoint.fr import hyphens

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "Après l’été, « Bamako » a accusé Paris d’où qu’il vienne : des œuvres, naïvement, çà et là."
ROWS = [
    {"id": "a", "date": "2024-03-06", "title": "Un", "text": "La France accuse la Russie."},
    {"id": "b", "text": "Niamey refuse."},
]


def read(data: bytes, name: str = "a.txt", **options: object) -> list[Article | InputFailure]:
    path = Path(name)
    return list(articles(["-"], io.BytesIO(data), Reading(stdin_name=str(path), **options)))  # type: ignore[arg-type]


def one(data: bytes, name: str = "a.txt", **options: object) -> Article:
    (found,) = read(data, name, **options)
    assert isinstance(found, Article), found
    return found


def failure(data: bytes, name: str = "a.txt", **options: object) -> InputFailure:
    (found,) = read(data, name, **options)
    assert isinstance(found, InputFailure), found
    assert "\n" not in found.message
    return found


# ------------------------------------------------------------ formats


def docx(title: str = "") -> bytes:
    document = pytest.importorskip("docx").Document()
    document.core_properties.title = title
    document.add_paragraph("La France accuse la Russie.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Niamey refuse."
    document.add_paragraph("Bamako salue la décision.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


HTML = documents.HTML.format(charset="utf-8").encode()
PDF = documents.pdf([documents.column(60, 760, ["La France accuse la Russie."])])
MAKERS: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: b"La France accuse la Russie.",
    "a.md": lambda: b"# Titre\n\nLa France accuse la Russie.",
    "a.html": lambda: HTML,
    "a.pdf": lambda: PDF,
    "a.docx": docx,
    "a.json": lambda: json.dumps(ROWS[0]).encode(),
    "a.jsonl": lambda: json.dumps(ROWS[0]).encode(),
    "a.csv": lambda: b"id;text\n7;La France accuse la Russie.\n",
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("named", [True, False], ids=["by name", "by content"])
@pytest.mark.parametrize("name", MAKERS)
def test_every_format_by_name_and_by_content_and_packed(name: str, *, named: bool, packed: bool) -> None:
    data = MAKERS[name]()
    data = documents.gzipped(data) if packed else data
    given_name = (f"{name}.gz" if packed else name) if named else "wire"
    text = one(data, given_name).text
    assert ("Le Mali a accusé lundi la France" if name == "a.html" else "La France accuse la Russie.") in text


def test_html_gives_the_main_text_its_title_day_and_medium() -> None:
    article = one(HTML, "page.html")
    assert (article.title, article.date, article.source) == ("Le Mali accuse la France", "2022-08-15", "Le Courrier")
    assert article.text.count("\n\n") == 2
    for boilerplate in ("Accueil", "Chine", "Iran", "©", "Moscou"):
        assert boilerplate not in article.text


@pytest.mark.parametrize(
    ("charset", "codec"), [("iso-8859-1", "cp1252"), ("utf-8", "cp1252"), ("", "cp1252"), ("utf-16", "utf-16")]
)
def test_html_in_the_encoding_that_it_declares_or_is_in(charset: str, codec: str) -> None:
    assert "accusé lundi la France d’armer" in one(documents.HTML.format(charset=charset).encode(codec), "page.html").text


def test_a_page_without_a_day_takes_none_from_its_copyright() -> None:
    page = HTML.replace(b'<meta property="article:published_time" content="2022-08-15T10:00:00+02:00">', b"")
    assert one(page, "page.html").date is None


def test_pdf_columns_heads_and_hyphens() -> None:
    def page(number: int, left: list[str], right: list[str]) -> list[tuple[int, int, str]]:
        rows = zip(documents.column(60, 760, left), documents.column(330, 760, right), strict=True)
        head, foot = (60, 800, "Revue de presse internationale"), (290, 40, f"Page {number}")
        return [
            head,
            (60, 780, f"Un grand titre, sur toute la largeur de la page : {left[0]}"),
            *[c for r in rows for c in r],
            foot,
        ]

    data = documents.pdf(
        [
            page(1, ["L'armée a repris la ville,", "selon le gouver-", "nement. Le vice-", "président salue."],
                 ["Moscou promet une aide", "sans réserve.", "", "Le pays attend, et"]),
            page(2, ["Niamey appuie Bamako, qui", "refuse.", "", "Alger demande une enquête"],
                 ["aux Nations unies.", "", "L'ONU", "accepte."]),
        ]
    )  # fmt: skip
    text = one(data, "revue.pdf").text
    assert "selon le gouvernement. Le vice-président salue." in text
    assert text.index("vice-président") < text.index("Moscou promet une aide sans réserve.")
    assert "Alger demande une enquête aux Nations unies." in text
    assert "Revue" not in text
    assert "Page" not in text
    assert text.count("Un grand titre") == 2


def test_docx_gives_paragraphs_and_cells_in_their_order_once() -> None:
    article = one(docx("Un titre"), "a.docx")
    assert article.text == "La France accuse la Russie.\n\nNiamey refuse.\n\nBamako salue la décision."
    assert (article.title, article.date) == ("Un titre", None)


def test_json_of_one_article_of_many_and_of_trafilatura() -> None:
    assert [a.id for a in read(json.dumps(ROWS).encode(), "a.json") if isinstance(a, Article)] == ["a", "b"]
    lines = "\n".join(json.dumps(row) for row in ROWS).encode()
    assert [a.id for a in read(lines, "a.json") if isinstance(a, Article)] == ["a", "b"]
    assert [a.id for a in read(lines, "wire") if isinstance(a, Article)] == ["a", "b"]
    trafilatura = {
        "title": "Un titre", "author": None, "hostname": "exemple.fr", "date": "2024-03-06", "fingerprint": "f", "id": None,
        "raw_text": "…", "text": "La France accuse la Russie.", "source": "https://exemple.fr/a", "source-hostname": "Exemple",
    }  # fmt: skip
    article = one(json.dumps(trafilatura, indent=2).encode(), "wire")
    assert (article.id, article.date, article.source) == ("wire", "2024-03-06", "https://exemple.fr/a")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_the_columns_that_are_named(delimiter: str) -> None:
    table = [
        ["nr", "jour", "corps"],
        ["7", "2024-03-06", '"Paris refuse.\nLiège aussi."'],
        ["8", "demain", "Non."],
        ["9", "", ""],
    ]
    data = "\n".join(delimiter.join(row) for row in table).encode("cp1252")
    found = read(data, "a.csv", keys=Keys(text="corps", id="nr", date="jour"))
    assert found[0] == Article(text="Paris refuse.\nLiège aussi.", id="7", date="2024-03-06")
    assert [(f.where, f.kind) for f in found[1:] if isinstance(f, InputFailure)] == [
        ("a.csv:4", Kind.DATE),
        ("a.csv:5", Kind.EMPTY),
    ]
    assert "--text-key" in failure(data, "a.csv").message


# ------------------------------------------------------------ the day of writing


@pytest.mark.parametrize(
    ("name", "day"),
    [("2024-03-06-mali.txt", "2024-03-06"), ("mali_20240306.txt", "2024-03-06"), ("a/2024.03.06.txt", "2024-03-06"),
     ("2024-13-06.txt", None), ("12345678.txt", None), ("120240306.txt", None), ("2024-0306.txt", None)],
)  # fmt: skip
def test_the_day_in_a_files_name(name: str, day: str | None) -> None:
    assert one(b"Paris refuse.", name).date == day


def test_the_day_given_outweighs_the_field_and_all_others() -> None:
    name = "2020-01-01.html"
    assert one(HTML, name).date == "2022-08-15"
    assert one(HTML, name, date="2023-02-02").date == "2023-02-02"
    line = b'{"text": "Paris refuse.", "date": "2021-01-01T10:00:00Z"}'
    assert one(line, "2020-01-01.jsonl").date == "2021-01-01"
    assert one(b'{"text": "Paris refuse."}', "2020-01-01.jsonl").date == "2020-01-01"
    front = b'---\ntitle: Un titre\ndate: 2021-05-05\nsource: "L\'Agence"\n---\nParis refuse.\n'
    assert one(front, "2020-01-01.md") == Article(
        text="Paris refuse.\n", id="2020-01-01.md", date="2021-05-05", title="Un titre", source="L'Agence"
    )
    assert one(b"---\nParis refuse.\n---\n").text.startswith("---")


def test_a_files_time_stamp_is_no_day_of_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Paris refuse.", encoding="utf-8")
    os.utime(path, (0, 0))
    (found,) = articles([str(path)], io.BytesIO(), Reading())
    assert isinstance(found, Article)
    assert found.date is None


# ------------------------------------------------------------ encodings


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("times", [1, 3000])
def test_encodings_are_found_out(codec: str, times: int) -> None:
    text = "\n".join([TEXT] * times)
    assert one(text.encode(codec)) == Article(text=text, id="a.txt")


@pytest.mark.parametrize("codec", ["latin-1", "mac-roman", "cp1252"])
def test_old_encodings_are_found_out(codec: str) -> None:
    text = "Après l'été, le président a été accusé d'avoir mené des opérations près de Kiev."
    assert one(text.encode(codec)).text == text
    assert one("été".encode(codec)).text == "été"


def test_what_the_first_bytes_do_not_tell() -> None:
    plain = "La France accuse la Russie. " * 3000
    late = plain + "L'été."
    assert one(late.encode("cp1252")).text == late
    broken = one(TEXT.encode() * 3 + b"\xe9" + TEXT.encode() * 3)
    assert broken.text == TEXT * 3 + "\ufffd" + TEXT * 3
    assert broken.warnings == ("1 bytes are not utf-8 and were replaced by U+FFFD",)


def test_an_encoding_that_is_named_is_taken_at_its_word() -> None:
    assert one(TEXT.encode("cp1252"), encoding="cp1252").text == TEXT
    assert "--encoding" in failure(TEXT.encode("cp1252"), encoding="utf-8").message
    assert failure("id;text\n7;été\n".encode("cp1252"), "a.csv", encoding="utf-8").kind == Kind.ENCODING


# ------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a.txt", Kind.EMPTY),
        (b" \n\t\n", "a.txt", Kind.EMPTY),
        ("… !? « — » 12.".encode(), "a.txt", Kind.EMPTY),
        (b"Oui " + b"x" * 10_001, "a.txt", Kind.NO_TEXT),
        (b"\n\n", "a.jsonl", Kind.EMPTY),
        (b"[]", "a.json", Kind.EMPTY),
        (b"\x00\x01\x02\x03", "a.txt", Kind.BINARY),
        (bytes(range(1, 32)) * 20, "a.txt", Kind.BINARY),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.txt", Kind.FORMAT),
        (b"{\\rtf1 Paris refuse.}", "a.txt", Kind.FORMAT),
        (documents.archive(a__txt=b"Paris refuse."), "a.docx", Kind.FORMAT),
        (b"PK\x03\x04 and then nothing", "a.docx", Kind.BROKEN),
        (documents.of_a_later_version(documents.archive(word__document=b"")), "a.docx", Kind.BROKEN),
        (documents.archive(word__document=b"") + b"x", "a.docx", Kind.FORMAT),
        (b"\x1f\x8b\x08 and then nothing", "a.gz", Kind.BROKEN),
        (documents.gzipped(b"Paris refuse.")[:-12], "a.txt.gz", Kind.BROKEN),
        (documents.gzipped(documents.gzipped(documents.gzipped(b"Paris."))), "a.gz", Kind.FORMAT),
        (b"Paris refuse.", "a.pdf", Kind.BROKEN),
        (b"%PDF-1.7\nand then nothing", "a.pdf", Kind.BROKEN),
        (PDF[: len(PDF) // 2], "a.pdf", Kind.BROKEN),
        (documents.pdf([[]]), "a.pdf", Kind.NO_TEXT),
        (b"<html><body><nav>Accueil</nav></body></html>", "a.html", Kind.NO_TEXT),
        (b"[" * 200_000, "a.json", Kind.JSON),
        (b'{"text": ' + b"[" * 200_000, "a.jsonl", Kind.JSON),
        (b'{"text": 1e', "a.jsonl", Kind.JSON),
        (b'{"text": "Oui.", "id": ' + b"9" * 5000 + b"}", "a.jsonl", Kind.JSON),
        (b"[1]", "a.json", Kind.JSON),
        (b'{"text": "Oui.", "date": "hier"}', "a.json", Kind.DATE),
        (b'{"texte": "Oui."}', "a.json", Kind.NO_TEXT),
    ],
)
def test_bad_input_is_told_in_one_line(data: bytes, name: str, kind: Kind) -> None:
    found = failure(data, name)
    assert found.kind == kind, found
    assert found.where.startswith(name)


def test_one_hundred_megabytes_without_a_line_break() -> None:
    for name in ("a.txt", "a.jsonl"):
        assert failure(b"x" * 100_000_000, name).kind == Kind.TOO_LONG


def test_a_text_longer_than_allowed() -> None:
    found = failure(b"Paris refuse. " * 10, max_chars=100)
    assert found.kind == Kind.TOO_LONG
    assert "--max-chars" in found.message
    assert failure(b'{"text": "Paris refuse."}', "a.jsonl", max_chars=5).kind == Kind.TOO_LONG


def test_bombs_go_off_harmlessly() -> None:
    zeros = zlib.compressobj(9, wbits=31)
    bomb = zeros.compress(b" " * 300_000_000) + zeros.flush()
    for name in ("a.txt.gz", "a.jsonl.gz", "a.json.gz"):
        assert failure(bomb, name).kind == Kind.TOO_LONG, name
    lines = zlib.compressobj(9, wbits=31)
    assert failure(lines.compress(b"\n" * 300_000_000) + lines.flush(), "a.jsonl.gz").kind == Kind.TOO_LONG
    assert failure(_zip_bomb(), "a.docx").kind == Kind.TOO_LONG
    inflated = documents.pdf([[]], compressed=zlib.compress(b" " * 200_000_000, 9))
    assert failure(inflated, "a.pdf").kind in {Kind.NO_TEXT, Kind.BROKEN}


def _zip_bomb() -> bytes:
    return documents.archive(**{"word__document.xml": b" " * 100_000_000})


def test_an_encrypted_pdf() -> None:
    pypdf = pytest.importorskip("pypdf")
    for password, kind in (("secret", Kind.ENCRYPTED), ("", None)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(PDF))
        writer.encrypt(user_password=password, owner_password=password, algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        (found,) = read(buffer.getvalue(), "a.pdf")
        assert (found.kind if isinstance(found, InputFailure) else None) == kind


def test_entities_of_xml_open_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MOTDEPASSE", encoding="utf-8")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "{"lol " * 50}"><!ENTITY b "{"&a;" * 50}">]>'
    page = f"{entity}<html><body><article><p>La France accuse la Russie de mensonges. &x; &b;</p></article></body></html>"
    for name in ("a.html", "a.xhtml"):
        found = read(page.encode(), name)
        assert "MOTDEPASSE" not in str(found)
        assert "lol" not in str(found)
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Oui. &x;</w:t></w:r></w:p></w:body></w:document>'  # noqa: E501
    parts = _docx_parts()
    parts["word/document.xml"] = f'<?xml version="1.0"?>{entity.replace("html", "w:document", 1)}{body}'.encode()
    assert "MOTDEPASSE" not in str(read(documents.archive(**{k.replace("/", "__"): v for k, v in parts.items()}), "a.docx"))


def _docx_parts() -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(docx())) as source:
        return {name: source.read(name) for name in source.namelist()}


def test_lone_surrogates_are_replaced_and_told() -> None:
    article = one(b'{"id": "\\ud800", "title": "\\udfff", "text": "Paris \\ud83d refuse \\ude00."}', "a.jsonl")
    assert (article.text, article.id, article.title) == ("Paris \ufffd refuse \ufffd.", "\ufffd", "\ufffd")
    assert article.warnings == ("2 lone surrogates replaced by U+FFFD",)


def test_an_id_given_twice_in_one_input() -> None:
    rows = b'{"id": 1, "text": "Paris refuse."}\n{"id": "1", "text": "Berlin refuse."}\n{"text": "Rome refuse."}'
    first, second, third = read(rows, "a.jsonl")
    assert isinstance(first, Article)
    assert isinstance(second, InputFailure)
    assert second.kind == Kind.DUPLICATE
    assert isinstance(third, Article)
    assert third.id == "a.jsonl:3"


def test_a_reader_that_is_not_installed_tells_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name=name)

    monkeypatch.setattr("geoint.articles.extra.import_module", missing)
    for name in ("a.html", "a.pdf", "a.docx"):
        found = failure(MAKERS[name](), name)
        assert found.kind == Kind.NOT_INSTALLED
        assert "pip install 'geoint[docs]'" in found.message


# ------------------------------------------------------------ paths


def test_folders_links_and_odd_names(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "back").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere")
    (folder / "un\nnom.txt").write_bytes(b"Paris refuse.")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(b"Paris refuse.")
    (folder / "z.JSON.GZ").write_bytes(documents.gzipped(b'{"text": "Paris refuse."}'))
    (folder / "picture.png").write_bytes(b"")
    os.mkfifo(folder / "pipe.txt")
    found = list(articles([str(folder)], io.BytesIO(), Reading()))
    ids = [a.id for a in found if isinstance(a, Article)]
    assert ids == [f"{folder}/caf\\xe9.txt", f"{folder}/un\\nnom.txt", f"{folder}/z.JSON.GZ"]
    failures = {f.where: f.kind for f in found if isinstance(f, InputFailure)}
    assert failures == {
        f"{folder}/lost.txt": Kind.MISSING,
        f"{folder}/self.txt": Kind.UNREADABLE,
        f"{folder}/sub/back": Kind.LOOP,
    }
    (empty,) = articles([str(folder / "sub" / ".." / ".." / "nothing\0")], io.BytesIO(), Reading())
    assert isinstance(empty, InputFailure)
    assert empty.kind == Kind.MISSING


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "Paris refuse."}\n' * 2)
    found = articles([str(path)], io.BytesIO(), Reading())
    assert isinstance(next(found), Article)
    path.write_bytes(b'{"text": "Rome refuse."}\n' * 3)
    *_, last = found
    assert isinstance(last, InputFailure)
    assert last.kind == Kind.CHANGED


# ------------------------------------------------------------ properties


@given(data=st.binary(max_size=300), name=st.sampled_from([*MAKERS, "a.gz", "wire"]))
@example(data=b"%PDF-", name="wire")
@example(data=b"PK\x03\x04", name="wire")
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    for found in read(data, name):
        if isinstance(found, Article):
            found.text.encode("utf-8")
        else:
            assert found.message
            assert "\n" not in found.message


@given(text=st.text(max_size=300))
def test_any_text_survives_utf8_and_utf16(text: str) -> None:
    for codec in ("utf-8", "utf-16", "utf-8-sig"):
        for found in read(text.encode(codec), "a.txt", encoding=codec):
            assert isinstance(found, InputFailure) or found.text in text


@given(pages=st.lists(st.text(alphabet=" ab-\n.«é1", max_size=200), max_size=4))
def test_any_page_gives_paragraphs_without_losing_its_words(pages: list[str]) -> None:
    for paragraph in paragraphs(pages):
        assert paragraph.strip() == paragraph != ""


@pytest.mark.parametrize(("first", "last", "kept"), [(a, b, kept) for kept, pairs in hyphens.EXAMPLES.items() for a, b in pairs])
def test_hyphens_at_the_end_of_a_line(first: str, last: str, *, kept: bool) -> None:
    assert hyphens.belongs(first, last) is kept
    joined = first + ("-" if kept else "") + last
    assert list(paragraphs([f"On lit {first}-\n{last} ici."])) == [f"On lit {joined} ici."]
