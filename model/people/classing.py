"""In which class a length, a debt or a person falls."""

from model.codes import UNDER_18
from model.kernels.compiled import inlined
from model.people.classes import OF_AGE, OF_FORM, OF_SEX


@inlined
def class_from(edges, value):
    """Return the class of a value where each class begins at an edge."""
    at = 0
    while at < edges.size and value >= edges[at]:
        at += 1
    return at


@inlined
def class_up_to(edges, value):
    """Return the class of a value where each class ends with an edge."""
    at = 0
    while at < edges.size and value > edges[at]:
        at += 1
    return at


@inlined
def add_person(persons, i, counted):
    """Count somebody among everybody, by form, by sex and by age; ``counted``: one entry a class of persons."""
    counted[0] += 1.0
    counted[OF_FORM + persons.form[i]] += 1.0
    counted[OF_SEX + persons.sex[i]] += 1.0
    counted[OF_AGE + int(persons.age[i] >= UNDER_18)] += 1.0
