"""The pictures of Naba: maps, charts, diagrams and drawings, built as SVG and saved as PNG.

Each picture is a function that returns the SVG of one 1600 × 900 sheet. The catalogue
says where it is saved and in which languages; `python scripts/draw.py` draws them.
"""
