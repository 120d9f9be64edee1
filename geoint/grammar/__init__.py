"""The door to the parser: the only package that names its labels, tags and features.

Outside, grammar speaks of *sujet*, *objet*, *agent* and prepositions (``"a"``, ``"contre"``).
"""
