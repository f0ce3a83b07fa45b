"""Figures are drawn without a screen and closed after each test."""

import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True, scope="session")
def no_screen():
    plt.switch_backend("agg")


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")
