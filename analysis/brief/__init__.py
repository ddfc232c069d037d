"""A brief that staff can send: claims asked of a stored comparison, their words, what may be said to whom, and pages.

``claims`` asks, ``wording`` writes, ``gate`` refuses, ``content`` puts together, and ``pdf``, ``html`` and ``markdown``
print the same document.
"""
