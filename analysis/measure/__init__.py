"""From evidence to numbers: frames in, frames out. Nothing here draws or reads a text."""
