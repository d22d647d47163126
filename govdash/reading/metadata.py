"""The block above a report: 索引号, 发布机构, 来源; as lines, as cells of a table, as a crawler's head."""

import re
from collections.abc import Iterable, Iterator

from govdash.places.names import Weight, weigh

_PUBLISHER = re.compile(
    r"(?:发[ ]?布[ ]?机[ ]?构|发布单位|发文机[关構构]|发文单位|公开机构|公开主体|公开单位|公开责任部门"
    r"|编制单位|编制机关|编报单位|填报单位|填报机关|单位名称"
    r"|责任单位|责任部门|制发机关|制作单位|发布机关|信息来源|来[ ]?源)[ ]*[:|\t]?\s*"
    r"(?P<name>[㐀-鿿·()]{2,40}+)"
    r"(?![ ]*:)"
)
_LABELS = ("机构", "单位", "机关", "主体", "部门", "来源", "来 源", "机 构")
_TAIL = re.compile(r"(?:字体|浏览|点击|作者|编辑|时间|日期|发布|访问|阅读|打印).*$")
_MEDIA = re.compile(r"融媒体|新闻|日报|电视台|网$|网站$|平台$|广播")


def publishers(lines: Iterable[str]) -> Iterator[str]:
    """The names behind labels of publishers in half-width lines, those that stand for themselves."""
    text = "\n".join(_of_labels(lines))
    if not text:
        return
    for found in _PUBLISHER.finditer(text):
        name = _TAIL.sub("", found["name"])
        if not _MEDIA.search(name) and weigh(name) >= Weight.PROPER:
            yield name


def _of_labels(lines: Iterable[str]) -> Iterator[str]:
    """The lines with a label, and the one below a label that stands alone."""
    follows = False
    for line in lines:
        is_label = any(label in line for label in _LABELS)
        if is_label or follows:
            yield line
        follows = is_label and line.rstrip().endswith(":")
