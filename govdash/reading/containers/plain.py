"""Bytes → text: the encodings that Chinese government sites use, also where declared wrongly."""

from govdash.errors import RefusedError


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was found to be in.

    Raises:
        RefusedError: the file holds no text.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), "utf-16"
    if b"\0" in data[:4096]:
        raise RefusedError("二进制文件，不是文本")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", errors="replace"), "gb18030"
