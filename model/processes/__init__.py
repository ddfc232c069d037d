"""The rules of the week, one a file, each with ``step(model)``; ``model/goldrush.py`` holds their order."""
