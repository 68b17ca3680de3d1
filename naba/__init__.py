"""Naba (نبأ): a bilingual newspaper, Arabic first, from a folder of Markdown.

The floors, lowest first; a module imports no higher one (``tests/test_floors.py``):

0 errors digest filing frontmatter · 1 model text bidi dates ·
2 urls listings related topics pictures inherit crosscheck site index · 3 views page plan ·
4 theme renderers · 5 checking fields markup content config · 6 source store output work ·
7 loading build run · 8 serve report · 9 cli
"""

__version__ = "0.1.0"
