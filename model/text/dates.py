"""Weeks of the model and the dates they stand for. Week 0 begins on Monday 3 January 2000."""

from datetime import date, timedelta

WEEK_ZERO = date(2000, 1, 3)
WEEKS_PER_YEAR = 365.2425 / 7


def week_of(day: date) -> int:
    """Return the first week that begins on or after ``day``."""
    return -((WEEK_ZERO - day).days // 7)


def date_of(week: int) -> date:
    """Return the Monday on which ``week`` begins."""
    return WEEK_ZERO + timedelta(weeks=int(week))


def month_of(week: int) -> date:
    """Return the first day of the month in which ``week`` begins."""
    return date_of(week).replace(day=1)


def first_month_ends(start: date) -> date:
    """Return the day after the first calendar month that lies whole after a start."""
    months = start.year * 12 + start.month + (start.day > 1)
    return date(months // 12, months % 12 + 1, 1)


def year_fraction(week: int) -> float:
    """Return the date of ``week`` as a decimal year, for interpolation between annual values."""
    day = date_of(week)
    return day.year + (day.timetuple().tm_yday - 1) / (366 if day.year % 4 == 0 else 365)
