"""The colours of all figures: safe for the colour-blind (Okabe and Ito 2008)."""

BLUE, ORANGE, GREEN, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"
YELLOW, BLACK, GREY, PALE, LEMON = "#E69F00", "#000000", "#6E6E6E", "#E9E9E9", "#F0E442"
CYCLE = (BLUE, ORANGE, GREEN, PURPLE, YELLOW, BLACK, SKY, GREY)
HATCHES = ("", "//", "..", "xx", "\\\\", "++", "--", "||", "oo")
FILLS = (ORANGE, BLUE, GREEN, PURPLE, YELLOW, SKY, BLACK, GREY, LEMON)
BARS = tuple(zip(FILLS, HATCHES, strict=True))
