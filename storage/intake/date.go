package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"assay.app/assay/storage/intake/clock"
)

// date is a calendar date as it stands in a text.
type date struct {
	iso  string // RFC 3339 full-date; "" when the text doesn't give year, month and day beyond doubt
	size int    // how many bytes of the text it takes
	year bool   // the year is given
	full bool   // written as 2031-04-02
	time string // of the day, as clock.Clock writes it; "" if it has none
}

// at returns the time as model.Metadata.PublishedAt has it, or "".
func (d date) at() string {
	if d.iso == "" || d.time == "" {
		return ""
	}
	return d.iso + "T" + d.time
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
	hours    = `(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?` + halfday + `?|\d{1,2}` + halfday + `)(?:\s?\(?\b` + zone + offset + `\b\)?)?`
)

var (
	isoDate     = opens(`^` + year + `([-/.])` + day + `([-/.])` + day + `(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`)
	numericDate = opens(`^` + day + `([./-])` + day + `([./-])` + years + `\b`)
	monthFirst  = regexp.MustCompile(`^` + month + `\.?\s` + day + `(?:st|nd|rd|th)?(?:,?\s` + year + `)?`)
	dayFirst    = opens(`^` + day + `(?:st|nd|rd|th|er|\.|º)?\s(?:de\s|of\s)?` + month + `\.?(?:,?\s(?:de\s|del\s)?` + year + `)?(?:\s(?:р\.|року|г\.|года))?`)
	weekday     = opens(`^` + weekdays + `(?:,|\s(?:le|el|den))?\s`)
	weekdayOnly = opens(`^` + weekdays + `$`)
	clockTime   = opens(`^(?i:(?:at|um|à|о|об|a\slas|в|@|-|–|\||/)\s)?` + hours)
)

// months gives the number of a month by its name in lower case. A name is
// recognised by its first letters where its abbreviations differ.
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

// dateBytes is more than any date takes.
const dateBytes = 96

// leadingDate reads the date at the beginning of s, with a weekday before it
// and a time after it, if they are there. Where the order of day and month is
// anyone's guess (03/04/2031) it is a date, but which one stays open.
func leadingDate(s string) (date, bool) {
	s = head(s, dateBytes)
	skip := len(weekday.FindString(s))
	d, ok := calendarDate(s[skip:])
	if !ok {
		return date{}, false
	}
	d.size += skip
	if rest := s[d.size:]; rest != "" && d.time == "" {
		size, time := timeAt(rest)
		d.size += size
		d.time = time
	}
	return d, boundary(s[d.size:])
}

// timeAt reads the time of day behind a date, at the beginning of s. It returns how
// many bytes it takes, and the time as clock.Clock writes it. The time is "" if what
// stands there has the form of a time but cannot be one, such as 25:61.
func timeAt(s string) (size int, time string) {
	if !strings.ContainsAny(s, "0123456789") {
		return 0, ""
	}
	if c, n, ok := clock.Leading(s); ok && boundary(s[n:]) {
		if size = n; !c.IsDefault() {
			time = c.String()
		}
	}
	gap := len(s) - len(strings.TrimLeft(s, " ,"))
	if t := strings.TrimSpace(clockTime.FindString(s[gap:])); t != "" && gap+len(t) > size && boundary(s[gap+len(t):]) {
		size = gap + len(t) // with a zone of several meanings
	}
	return size, time
}

// boundary reports whether a word can have ended before s.
func boundary(s string) bool {
	r := firstRune(s)
	return s == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func calendarDate(s string) (date, bool) {
	if m := isoDate.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		iso, ok := fullDate(m[1], m[3], m[5])
		d := date{iso: iso, size: len(m[0]), year: true, full: true}
		written := len(strings.Join(m[1:], ""))
		if c, n, timed := clock.Leading(s[written:]); timed {
			if d.size = max(d.size, written+n); !c.IsDefault() {
				d.time = c.String()
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
	return date{}, false
}

// mayBeMonth reports whether s can match monthFirst: a word, then a digit.
func mayBeMonth(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 3 {
		return false
	}
	if s[end] == '.' {
		end++
	}
	return end+1 < len(s) && isSpaceByte(s[end]) && '0' <= s[end+1] && s[end+1] <= '9'
}

// ambiguousDate reads 31.12.2031, 31/12/2031 or 12/31/2031. With full stops
// the day comes first everywhere; with strokes only its size can tell.
func ambiguousDate(m []string) (date, bool) {
	if len(m[5]) == 2 { // nor is the century anyone's to add
		_, monthLast := fullDate("2000", m[3], m[1])
		_, monthFirst := fullDate("2000", m[1], m[3])
		return date{size: len(m[0]), year: true}, monthLast || monthFirst
	}
	first, second := m[1], m[3]
	dayFirst, dayFirstOK := fullDate(m[5], second, first)
	dayLast, dayLastOK := fullDate(m[5], first, second)
	d := date{size: len(m[0]), year: true}
	switch {
	case dayFirstOK && (m[2] == "." || !dayLastOK || dayFirst == dayLast):
		d.iso = dayFirst
	case dayLastOK && !dayFirstOK && m[2] != ".":
		d.iso = dayLast
	case !dayFirstOK:
		return date{}, false
	}
	return d, true
}

// namedDate reads a date with the month's name in it. Without a year it is
// still a date, but none that can be written down.
func namedDate(match, year, monthName, day string) (date, bool) {
	number, ok := months[strings.ToLower(monthName)]
	if !ok {
		return date{}, false
	}
	const leapYear = "2000" // in which every day exists that exists at all
	asked := year
	if asked == "" {
		asked = leapYear
	}
	iso, ok := fullDate(asked, strconv.Itoa(int(number)), day)
	if year == "" {
		iso = ""
	}
	return date{iso: iso, size: len(match), year: year != ""}, ok
}

// fullDate writes a date, if there is that day.
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
