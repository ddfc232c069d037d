"""Figures that staff can send, one message a figure, as print and as slide; a module a figure.

Each module has ``message``, what its figure says in words, and a function that draws it; both are pure functions of a
stored comparison (``Results``) and a catalogue of words.
"""
