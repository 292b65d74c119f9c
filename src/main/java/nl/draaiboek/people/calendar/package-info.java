/**
 * Reads iCalendar (RFC 5545) as on-call products and calendar programs export it. What a calendar says is data: nothing in it is
 * fetched, shown as anything but text, or run; what it can cost is bounded.
 */
@NullMarked
package nl.draaiboek.people.calendar;

import org.jspecify.annotations.NullMarked;
