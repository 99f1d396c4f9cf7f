// Package calendar reads dates and times of publication as people and programs
// write them.
package calendar

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/clock"
)

// Date is a calendar date found in a text.
type Date struct {
	ISO  string // RFC 3339 full-date; "" if year, month and day are not all stated unambiguously
	Size int    // length in the text, in bytes
	Year bool   // the text states the year
	Full bool   // written with the year first, as in 2031-04-02
	Time string // time of day, as clock.Clock.String formats it; "" if none is stated
}

// Moment returns the date and time in the form of model.Metadata.PublishedAt, or ""
// if either is unknown.
func (d Date) Moment() string {
	if d.ISO == "" || d.Time == "" {
		return ""
	}
	return d.ISO + "T" + d.Time
}

const (
	weekdays = `(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\.?`
	month    = `(\p{L}{3,12})`
	year     = `(\d{4})`
	years    = `(\d{4}|\d{2})`
	day      = `(\d{1,2})`
	zone     = `(?:GMT|UTC|UK|BST|CES?T|EES?T|WES?T|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|AK[SD]?T|HST|MSK|IST|JST|HKT|SGT|AES?T|[A-Z][SD]T|Z)`
	offset   = `(?:[+-]\d{1,2}(?::?\d{2})?)?`
	halfday  = `(?:\s?(?i:[ap]\.?\s?m\b\.?|[ap]\b|uhr|hrs))`
	Hours    = `(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?` + halfday + `?|\d{1,2}` + halfday + `)(?:\s?\(?\b` + zone + offset + `\b\)?)?`
)

var (
	isoDate     = anchored.Compile(`^` + year + `([-/.])` + day + `([-/.])` + day + `(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`)
	numericDate = anchored.Compile(`^` + day + `([./-])` + day + `([./-])` + years + `\b`)
	monthFirst  = pattern.Compile(`^` + month + `\.?\s` + day + `(?:st|nd|rd|th)?(?:,?\s` + year + `)?`)
	dayFirst    = anchored.Compile(`^` + day + `(?:st|nd|rd|th|er|\.|º)?\s(?:de\s|of\s)?` + month + `\.?(?:,?\s(?:de\s|del\s)?` + year + `)?(?:\s(?:р\.|року|г\.|года))?`)
	weekday     = anchored.Compile(`^` + weekdays + `(?:,|\s(?:le|el|den))?\s`)
	WeekdayOnly = anchored.Compile(`^` + weekdays + `$`)
	clockTime   = anchored.Compile(`^(?i:(?:at|um|à|о|об|a\slas|в|@|-|–|\||/)\s)?` + Hours)
)

// months maps names and abbreviations of months, in lower case, to their numbers.
var months = func() map[string]time.Month {
	names := []string{
		"january jan januar jän jänner janvier janv enero ene січня січ січень января янв январь",
		"february feb februar février févr fév febrero лютого лют лютий февраля фев февраль",
		"march mar märz mär mars marzo березня бер березень марта мар март",
		"april apr avril avr abril abr квітня квіт кві квітень апреля апр апрель",
		"may mai mayo травня трав тра травень мая май",
		"june jun juni juin junio червня черв чер червень июня июн июнь",
		"july jul juli juillet juil julio липня лип липень июля июл июль",
		"august aug août agosto ago серпня серп сер серпень августа авг август",
		"september sep sept septembre septiembre set вересня вер вересень сентября сен сент сентябрь",
		"october oct oktober okt octobre octubre жовтня жовт жов жовтень октября окт октябрь",
		"november nov novembre noviembre листопада лист лис листопад ноября ноя ноябрь",
		"december dec dezember dez décembre déc diciembre dic грудня груд гру грудень декабря дек декабрь",
	}
	m := make(map[string]time.Month)
	for i, line := range names {
		for _, name := range strings.Fields(line) {
			m[name] = time.Month(i + 1)
		}
	}
	return m
}()

// DateBytes is an upper bound for the length of a date, in bytes.
const DateBytes = 96

// Leading reads the date at the beginning of s, with a weekday before it and a time
// after it, if any. If the order of day and month is ambiguous (03/04/2031), the
// ISO field is empty. Leading returns false if there is no date or if a letter or
// digit follows it.
func Leading(s string) (Date, bool) {
	s = anchored.Head(s, DateBytes)
	skip := len(weekday.FindString(s))
	d, ok := calendarDate(s[skip:])
	if !ok {
		return Date{}, false
	}
	d.Size += skip
	if rest := s[d.Size:]; rest != "" && d.Time == "" {
		size, time := TimeAt(rest)
		d.Size += size
		d.Time = time
	}
	return d, Boundary(s[d.Size:])
}

// TimeAt reads the time of day after a date, at the beginning of s. It returns its
// length in bytes and the time as clock.Clock.String formats it, or 0 and "" if
// there is none. The time is also "" if it is impossible, such as 25:61, or
// midnight without a zone.
func TimeAt(s string) (size int, time string) {
	if !strings.ContainsAny(s, "0123456789") {
		return 0, ""
	}
	if c, n, ok := clock.Leading(s); ok && Boundary(s[n:]) {
		if size = n; !c.IsDefault() {
			time = c.String()
		}
	}
	gap := len(s) - len(strings.TrimLeft(s, " ,"))
	if t := strings.TrimSpace(clockTime.FindString(s[gap:])); t != "" && gap+len(t) > size && Boundary(s[gap+len(t):]) {
		size = gap + len(t) // it has a zone name with several meanings, or is an impossible time
	}
	return size, time
}

// Boundary reports whether a word can end before s.
func Boundary(s string) bool {
	r := anchored.FirstRune(s)
	return s == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func calendarDate(s string) (Date, bool) {
	if m := isoDate.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		iso, ok := fullDate(m[1], m[3], m[5])
		d := Date{ISO: iso, Size: len(m[0]), Year: true, Full: true}
		written := len(strings.Join(m[1:], ""))
		if c, n, timed := clock.Leading(s[written:]); timed {
			if d.Size = max(d.Size, written+n); !c.IsDefault() {
				d.Time = c.String()
			}
		}
		return d, ok
	}
	if m := numericDate.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		return ambiguousDate(m)
	}
	if mayBeMonth(s) {
		if m := monthFirst.FindStringSubmatch(s); m != nil {
			return namedDate(m[0], m[3], m[1], m[2])
		}
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		return namedDate(m[0], m[3], m[2], m[1])
	}
	return Date{}, false
}

// mayBeMonth reports whether s can match monthFirst: whether it begins with a word,
// a space and a digit.
func mayBeMonth(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 3 {
		return false
	}
	if s[end] == '.' {
		end++
	}
	return end+1 < len(s) && anchored.IsSpaceByte(s[end]) && '0' <= s[end+1] && s[end+1] <= '9'
}

// ambiguousDate reads 31.12.2031, 31/12/2031 or 12/31/2031. With full stops the day
// comes first. With other separators, the result has an ISO date only if one number
// is above 12 or both are equal. A date with a year of two digits never has one.
func ambiguousDate(m []string) (Date, bool) {
	if len(m[5]) == 2 { // the century is unknown too
		_, monthLast := fullDate("2000", m[3], m[1])
		_, monthFirst := fullDate("2000", m[1], m[3])
		return Date{Size: len(m[0]), Year: true}, monthLast || monthFirst
	}
	first, second := m[1], m[3]
	dayFirst, dayFirstOK := fullDate(m[5], second, first)
	dayLast, dayLastOK := fullDate(m[5], first, second)
	d := Date{Size: len(m[0]), Year: true}
	switch {
	case dayFirstOK && (m[2] == "." || !dayLastOK || dayFirst == dayLast):
		d.ISO = dayFirst
	case dayLastOK && !dayFirstOK && m[2] != ".":
		d.ISO = dayLast
	case !dayFirstOK:
		return Date{}, false
	}
	return d, true
}

// namedDate reads a date that names the month. If it has no year, the ISO field is
// empty.
func namedDate(match, year, monthName, day string) (Date, bool) {
	number, ok := months[strings.ToLower(monthName)]
	if !ok {
		return Date{}, false
	}
	const leapYear = "2000" // it has a 29 February
	asked := year
	if asked == "" {
		asked = leapYear
	}
	iso, ok := fullDate(asked, strconv.Itoa(int(number)), day)
	if year == "" {
		iso = ""
	}
	return Date{ISO: iso, Size: len(match), Year: year != ""}, ok
}

// fullDate formats a date. It returns false if the day does not exist or its year
// is not between 1600 and 2200.
func fullDate(year, month, day string) (string, bool) {
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(month)
	d, err3 := strconv.Atoi(day)
	if err1 != nil || err2 != nil || err3 != nil || y < 1600 || y > 2200 {
		return "", false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || t.Month() != time.Month(m) || t.Day() != d {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d), true
}

// LeadingDay returns the day at the beginning of s, with its time if that is known,
// and its length in bytes. The day is "" if it is ambiguous or incomplete, and the
// length is 0 if there is no date. LeadingDay is a record.Date.
func LeadingDay(s string) (day string, size int) {
	if d, ok := Leading(s); ok {
		return cmp.Or(d.Moment(), d.ISO), d.Size
	}
	return "", 0
}
