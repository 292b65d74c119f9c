package nl.draaiboek.incident;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;

/** Public holidays on which the office is closed. */
public enum Holidays {
    NONE,
    /** Those of the Netherlands; the fifth of May counts once in five years, as most offices have it. */
    NL;

    public boolean holds(LocalDate day) {
        return this == NL && (fixed(day) || kingsDay(day) || moving(day));
    }

    private static boolean fixed(LocalDate day) {
        return is(day, Month.JANUARY, 1)
                || is(day, Month.DECEMBER, 25)
                || is(day, Month.DECEMBER, 26)
                || is(day, Month.MAY, 5) && day.getYear() % 5 == 0;
    }

    /** On the 27th of April, or the day before when that is a Sunday. */
    private static boolean kingsDay(LocalDate day) {
        var birthday = LocalDate.of(day.getYear(), Month.APRIL, 27);
        return day.equals(birthday.getDayOfWeek() == DayOfWeek.SUNDAY ? birthday.minusDays(1) : birthday);
    }

    private static boolean moving(LocalDate day) {
        var easter = easter(day.getYear());
        return day.equals(easter)
                || day.equals(easter.plusDays(1))
                || day.equals(easter.plusDays(39))
                || day.equals(easter.plusDays(49))
                || day.equals(easter.plusDays(50));
    }

    /** Easter Sunday by the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
    static LocalDate easter(int year) {
        var a = year % 19;
        var b = year / 100;
        var c = year % 100;
        var d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        var f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }

    private static boolean is(LocalDate day, Month month, int number) {
        return day.getMonth() == month && day.getDayOfMonth() == number;
    }
}
