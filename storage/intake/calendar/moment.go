package calendar

import (
	"cmp"
	"strings"
	"time"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/clock"
)

// Times of publication
//
// Files state the time of publication in many ways, for people or for programs. The
// day is as written, in the publisher's zone; the time of day and the zone are kept
// if they are stated.
//
//	2031-03-12T15:21:41+01:00           2031-03-12T15:21:41+01:00
//	Thu, 12 Mar 2031 15:21 GMT          2031-03-12T15:21Z
//	15:21, 12 March 2031                2031-03-12T15:21
//	12 March 2031                       (a date only)
//
// A time counts only right before or after the date, because elsewhere it may
// belong to another date. Midnight without a zone does not count: programs write it
// if they know only the day.

// Parse finds a date in s. It returns the day, and the day with its time of day in
// a form that model.ParseMoment reads. Either is "" if s does not state it clearly.
func Parse(s string) (day, at string) {
	if s == "" {
		return "", ""
	}
	if d, ok := calendarDate(s); ok && d.Full && d.Size == len(s) { // the usual form
		return withTime(d, "", "")
	}
	if t, ok := clock.SinceEpoch(s); ok {
		return t.Format(time.DateOnly), t.Format("2006-01-02T15:04:05Z07:00")
	}
	s = plainDate(s)
	for at := 0; at < len(s); at++ {
		if at > 0 && s[at-1] != ' ' && s[at-1] != ',' && s[at-1] != '(' {
			continue
		}
		d, ok := Leading(s[at:])
		if !ok {
			d, ok = calendarDate(anchored.Head(s[at:], DateBytes))
			ok = ok && d.ISO != "" && !startsWithDigit(s[at+d.Size:]) // a time in another form may follow
		}
		if ok && (at == 0 || d.ISO != "") {
			return withTime(d, s[:at], s[at+d.Size:])
		}
	}
	return "", ""
}

// withTime returns d in the form of Parse. If d has no time of its own, withTime
// looks for it at the beginning of behind, then at the end of before.
func withTime(d Date, before, behind string) (day, at string) {
	if d.ISO == "" || isUnset(d) {
		return "", ""
	}
	if d.Time == "" {
		c, _, ok := clock.Leading(behind)
		if !ok {
			c, ok = clock.Trailing(before)
		}
		if ok && !c.IsDefault() {
			d.Time = c.String()
		}
	}
	if _, _, ok := model.ParseMoment(d.Moment()); !ok {
		return d.ISO, ""
	}
	return d.ISO, d.Moment()
}

// isUnset reports whether d is the Unix epoch, midnight UTC on 1 January 1970,
// which programs write for an unknown date.
func isUnset(d Date) bool {
	return d.ISO == "1970-01-01" && (d.Time == "00:00Z" || d.Time == "00:00:00Z")
}

// wordDate matches a date with separators whose month is a word.
var wordDate = pattern.Compile(`^(\d{1,4})[-/. ]+(\p{L}{3,12})\.?[-/. ]+(\d{1,4})|^(\p{L}{3,12})\.?[-/ ](\d{1,2})[-/](\d{4})`)

var (
	// digitDate matches a date of digits alone, with or without a time after it.
	digitDate = pattern.Compile(`^(\d{4})(\d{2})(\d{2})(\d{4}|\d{6})?(\D.*)?$`)

	// yearLast matches a date with the time before its year: Wed Mar 12 15:21:41
	// UTC 2031.
	yearLast = pattern.Compile(`^(?:\p{L}{3},? )?(\p{L}{3}) (\d{1,2}),? (\d{1,2}:\d{2}(?::\d{2})?)((?: [+-]?[\w:]{1,6})?) (\d{4})$`)
)

// eastAsian replaces the characters after year, month and day in Chinese, Japanese
// and Korean dates.
var eastAsian = strings.NewReplacer("年", "-", "월", "-", "月", "-", "년", "-", "日", " ", "일", " ")

// plainDate rewrites dates as programs write them into a form that Leading reads:
// 04-Mar-2031 becomes 04 Mar 2031.
func plainDate(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.ContainsAny(s, "年년") {
		s = strings.ReplaceAll(strings.TrimSpace(eastAsian.Replace(s)), "- ", "-")
	}
	s = anchored.Head(s, 2*DateBytes)
	if m := digitDate.FindStringSubmatch(s); m != nil {
		if m[4] != "" {
			m[4] = "T" + m[4]
		}
		return m[1] + "-" + m[2] + "-" + m[3] + m[4] + m[5]
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		return m[1] + " " + m[2] + " " + m[5] + " " + m[3] + m[4]
	}
	if day := weekday.FindString(s); wordDate.MatchString(anchored.Head(s[len(day):], DateBytes)) { // Wednesday, 12-Mar-31
		s = s[len(day):]
	}
	m := wordDate.FindStringSubmatch(anchored.Head(s, DateBytes))
	switch {
	case m == nil:
		return s
	case m[4] != "": // Mar-04-2031
		return m[4] + " " + m[5] + " " + m[6] + s[len(m[0]):]
	case len(m[1]) == 4 && len(m[3]) <= 2: // 2031 March 4
		return m[2] + " " + m[3] + " " + m[1] + s[len(m[0]):]
	case len(m[1]) <= 2 && len(m[3]) == 4:
		return m[1] + " " + m[2] + " " + m[3] + s[len(m[0]):]
	case len(m[1]) <= 2 && len(m[3]) == 2:
		if year, err := time.Parse("06", m[3]); err == nil {
			return m[1] + " " + m[2] + year.Format(" 2006") + s[len(m[0]):]
		}
	}
	return s
}

func startsWithDigit(s string) bool { return s != "" && unicode.IsDigit(rune(s[0])) }

// Retrieval reads the time at which a file was saved. It returns the day alone if s
// states no time of day, and "" if s states no date.
func Retrieval(s string) string {
	day, at := Parse(s)
	return cmp.Or(at, day)
}

// archived matches the address of a copy in the Wayback Machine or a similar
// archive. Its groups are the time of the copy, and the scheme and the rest of the
// original address.
var archived = pattern.Compile(`^https?://[^/]+/(?:[\w.-]+/){0,3}(\d{4,14}|\d{4}\.\d{2}\.\d{2}-\d{6})(?:[a-z]{2}_|\*)?/(https?):/{1,2}(.+)$`)

// stampLayouts lists the layouts of the time in an archived address, and for each a
// layout of the same precision for model.Metadata.Retrieved. The times are in UTC.
var stampLayouts = []struct{ layout, kept string }{
	{"20060102150405", "2006-01-02T15:04:05Z07:00"},
	{"200601021504", "2006-01-02T15:04Z07:00"},
	{"2006.01.02-150405", "2006-01-02T15:04:05Z07:00"},
	{"20060102", time.DateOnly},
}

// Unarchived moves the address of an archive's copy from m.URL to m.Archive,
// restores the address of the article, and sets m.Retrieved to the time of the copy
// unless it is set. It clears m.Archive if that is not the address of a copy.
func Unarchived(m model.Metadata) model.Metadata {
	if found := archived.FindStringSubmatch(m.URL); found != nil {
		m.Archive, m.URL = m.URL, found[2]+"://"+found[3]
	}
	found := archived.FindStringSubmatch(m.Archive)
	if found == nil {
		if !archiveToday.MatchString(m.Archive) {
			m.Archive = ""
		}
		return m
	}
	for _, form := range stampLayouts {
		if saved, err := time.Parse(form.layout, found[1]); err == nil && m.Retrieved == "" {
			m.Retrieved = Retrieval(saved.Format(form.kept))
		}
	}
	return m
}

// archiveToday matches the short address of a copy in archive.today.
var archiveToday = pattern.Compile(`^https?://archive\.(?:ph|today|is|li|vn|fo|md)/\w+$`)
