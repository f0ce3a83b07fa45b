"""A plugin of pytest: where nbval compares the outputs of a cell, the pictures are compared too.

A picture is SVG. Its bytes change with every version of matplotlib; the words on it, where they
stand and how many shapes it has do not.
"""

import re

SVG = "image/svg+xml"
WORDS = re.compile(
    r'<text [^>]*? x="(?P<x>[^"]*)" y="(?P<y>[^"]*)"[^>]*>(?P<words>.*?)</text>', re.DOTALL
)
SHAPES = re.compile(r"<(?:path|use|image)\b")
ALIKE = 8  # points between two places of a word: what fonts and rounding may do


def pytest_configure():
    from nbval.plugin import IPyNbCell

    compare = IPyNbCell.compare_outputs

    def compare_outputs(cell, test, ref, skip_compare=None):
        skipped = (*(skip_compare or cell.parent.skip_compare), SVG)
        if compare(cell, test, ref, skipped):
            if same_pictures(ref, test):
                return True
            cell.comparison_traceback.append("the picture that is stored is not the one drawn")
        return False

    IPyNbCell.compare_outputs = compare_outputs


def same_pictures(stored, fresh):
    """Do two lists of outputs hold the same pictures?"""
    first, second = list(pictures(stored)), list(pictures(fresh))
    return len(first) == len(second) and all(map(alike, first, second))


def pictures(outputs):
    """Every picture among some outputs."""
    for output in outputs:
        if SVG in output.get("data", {}):
            yield "".join(output["data"][SVG])


def alike(first, second):
    """The same words at the same places, and as many shapes."""
    if len(SHAPES.findall(first)) != len(SHAPES.findall(second)):
        return False
    one, other = list(WORDS.finditer(first)), list(WORDS.finditer(second))
    if [word["words"] for word in one] != [word["words"] for word in other]:
        return False
    return all(map(near, one, other))


def near(one, other):
    return all(abs(float(one[side]) - float(other[side])) < ALIKE for side in "xy")
