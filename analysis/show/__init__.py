"""From numbers to pictures, pages and files. Plots never compute: they draw the frame they are given."""
