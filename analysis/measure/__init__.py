"""From evidence to numbers: frames in, frames out. Nothing here draws, and nothing here reads a
text."""
