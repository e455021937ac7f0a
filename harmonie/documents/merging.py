"""Our own papers as one PDF, in which each stays what it is: tagged, with its bookmark, on a sheet of its own.

`binding.py` binds what strangers brought, and gives up the tags. Here every paper is ours, so the trees of tags are
joined, and the whole is as accessible as its parts.
"""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

A4 = (595.28, 841.89)  # points


class Paper(NamedTuple):
    """One of our PDFs, and what its bookmark says."""

    title: str
    content: bytes


class Tags:
    """The tree of tags of the whole. Each paper's own tree hangs below it; its numbers go on where the last ended."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf, self.following, self.all_tagged = pdf, 0, True
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self.numbers = Array()

    def take_over(self, source: pikepdf.Pdf, first_page: int) -> None:
        """Joins the tags of a paper whose pages were appended from `first_page` on."""
        tree = source.Root.get(Name.StructTreeRoot)
        if tree is None:
            self.all_tagged = False
            return
        copied = self.pdf.copy_foreign(tree if tree.is_indirect else source.make_indirect(tree))
        for element in _several(copied.get(Name.K)):
            element.P = self.root
            self.root.K.append(element)
        last = self.following
        for number, parents in _numbered(copied.get(Name.ParentTree)):
            self.numbers.append(number + self.following)
            self.numbers.append(parents)
            last = max(last, number + self.following + 1)
        for page in _pages_from(self.pdf, first_page):
            self._renumber(page.obj)
        self.following = last

    def _renumber(self, page: pikepdf.Object) -> None:
        if Name.StructParents in page:
            page.StructParents = int(page.StructParents) + self.following
        for note in page.get(Name.Annots, Array()):
            if Name.StructParent in note:
                note.StructParent = int(note.StructParent) + self.following

    def write(self) -> None:
        """The catalogue says that the whole is tagged, if every paper is."""
        if not self.all_tagged:
            return
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self.numbers))
        self.root.ParentTreeNextKey = self.following
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)


def merge(papers: Iterable[Paper], target: Path, *, title: str, both_sides: bool) -> int:
    """Writes the papers one after the other to the file `target`; how many pages it has.

    With `both_sides`, a blank page completes each odd paper: none begins on the back of somebody else's. `papers` is
    read one at a time.
    """
    with pikepdf.new() as pdf:
        tags, marks = Tags(pdf), []
        for paper in papers:
            first = len(pdf.pages)
            with pikepdf.open(io.BytesIO(paper.content)) as source:
                pdf.pages.extend(source.pages)
                tags.take_over(source, first)
            marks.append((paper.title, first))
            if both_sides and len(pdf.pages) % 2:
                pdf.add_blank_page(page_size=A4)
        tags.write()
        _describe(pdf, title, is_tagged=tags.all_tagged)
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(name, page) for name, page in marks)
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
        return len(pdf.pages)


def _describe(pdf: pikepdf.Pdf, title: str, *, is_tagged: bool) -> None:
    pdf.Root.Lang = "fr"
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"] = title
        if is_tagged:
            about["pdfuaid:part"] = "1"


def _pages_from(pdf: pikepdf.Pdf, first: int) -> Iterator[pikepdf.Page]:
    return (pdf.pages[number] for number in range(first, len(pdf.pages)))


def _several(kids: pikepdf.Object | None) -> list[pikepdf.Object]:
    """`/K` is one element, or an array of them."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _numbered(tree: pikepdf.Object | None) -> Iterator[tuple[int, pikepdf.Object]]:
    """The pairs of a number tree, whether it has branches or not."""
    if tree is None:
        return
    pairs = list(tree.get(Name.Nums, Array()))
    yield from ((int(number), value) for number, value in zip(pairs[::2], pairs[1::2], strict=True))
    for branch in tree.get(Name.Kids, Array()):
        yield from _numbered(branch)
