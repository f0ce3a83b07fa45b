"""A plugin of pytest: where nbval compares the outputs of a cell, the pictures are compared too."""

import base64
import io

import numpy as np
from PIL import Image

ALIKE = 2.55  # of 255 shades of grey, on average: what fonts and rounding may do


def pytest_configure():
    from nbval.plugin import IPyNbCell

    compare = IPyNbCell.compare_outputs

    def compare_outputs(cell, test, ref, skip_compare=None):
        if compare(cell, test, ref, skip_compare):
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
    """Every picture among some outputs, as shades of grey."""
    for output in outputs:
        if "image/png" in output.get("data", {}):
            data = base64.b64decode(output["data"]["image/png"])
            yield np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=float)


def alike(first, second):
    return first.shape == second.shape and bool(np.abs(first - second).mean() < ALIKE)
