"""All that a template may see: one frozen type for each kind of page, and how each is made.

``parts`` and ``pages`` hold the types, the other modules the functions that make them. A template
gets exactly one of the page types as ``page``; ``docs/templates.md`` lists them.
"""
