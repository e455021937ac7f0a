"""The days on which TARGET settles euro payments (ECB, long-term calendar). Pure."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> set[date]:
    """New Year, Good Friday, Easter Monday, 1 May, Christmas and the day after: TARGET closes, the town may work."""
    sunday = easter(year)
    fixed = {date(year, month, day) for month, day in ((1, 1), (5, 1), (12, 25), (12, 26))}
    return fixed | {sunday - 2 * ONE_DAY, sunday + ONE_DAY}


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


def after(day: date, business_days: int) -> date:
    """The business day that comes `business_days` later; `day` itself does not count."""
    while business_days:
        day += ONE_DAY
        business_days -= is_business_day(day)
    return day


def on_or_after(day: date) -> date:
    """The day itself when TARGET is open, else the next one that is."""
    return day if is_business_day(day) else after(day, 1)
