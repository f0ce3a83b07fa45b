"""PDF files for the tests, byte by byte: no library would write the broken ones."""


def pdf(*drawn: str, page: str = "", filtered: bytes | None = None) -> bytes:
    """A PDF of a page for each of ``drawn`` (operators; the font is /F, Helvetica).

    ``page`` is put into the dictionary of each page; ``filtered`` is a deflated stream that stands for the page.
    """
    streams = [filtered] if filtered else [operators.encode("cp1252") for operators in drawn]
    kids = b" ".join(b"%d 0 R" % (3 + 2 * at) for at in range(len(streams)))
    font = 3 + 2 * len(streams)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
    ]
    for at, stream in enumerate(streams):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F %d 0 R >> >> %s >>"
            % (4 + 2 * at, font, page.encode("cp1252")),
            b"<< /Length %d %s>>\nstream\n%s\nendstream"
            % (len(stream), b"/Filter /FlateDecode " * bool(filtered), stream),
        ]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    data, table = b"%PDF-1.4\n", ""
    for number, body in enumerate(objects, 1):
        table += f"{len(data):010d} 00000 n \n"
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode()
