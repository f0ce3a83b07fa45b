"""The colours of all figures: safe for the colour-blind (Okabe and Ito 2008)."""

BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW, BLACK = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000",
)  # fmt: skip
GREY, PALE = "#6E6E6E", "#E9E9E9"
CYCLE = (BLUE, ORANGE, GREEN, PURPLE, YELLOW, BLACK, SKY, GREY)
BARS = (
    (ORANGE, ""),
    (BLUE, "//"),
    (GREEN, ".."),
    (PURPLE, "xx"),
    (YELLOW, "\\\\"),
    (SKY, "++"),
    (BLACK, "--"),
)
