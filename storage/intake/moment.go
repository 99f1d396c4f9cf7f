package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Times of publication
//
// A file says when its article was published in one of many ways, for people or
// for programs. The day is as the file has it, in the publisher's zone; the time
// of day and the zone are kept as far as they stand there.
//
//	2031-03-12T15:21:41+01:00           2031-03-12T15:21:41+01:00
//	Thu, 12 Mar 2031 15:21 GMT          2031-03-12T15:21Z
//	12 March 2031 3.21 pm               2031-03-12T15:21
//	12 March 2031                       (a date only)
//
// Midnight without a zone is what programs write that know only the day.

var (
	// timeOfDay matches a time after a date, with its zone.
	timeOfDay = regexp.MustCompile(`(?i)(?:^|[T\s(,])(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s?([ap]\.?\s?m\b\.?)?\s*\(?\s*(Z\b|(?:GMT|UTC)?\s?[+-]\d{1,2}:?\d{2}\b|[A-Z]{2,5}\b)?`)

	// zones are the names of zones that mean one thing to every reader. (CST, IST
	// and others mean several.)
	zones = map[string]string{
		"z": "Z", "gmt": "Z", "utc": "Z", "bst": "+01:00", "wet": "Z", "west": "+01:00",
		"cet": "+01:00", "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00",
		"est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00", "mst": "-07:00", "pst": "-08:00", "pdt": "-07:00",
		"jst": "+09:00", "kst": "+09:00", "hkt": "+08:00", "sgt": "+08:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
	}
)

// momentOf returns the day of a date in whatever form, and the day with its
// time of day where there is one; see model.ParseMoment.
func momentOf(s string) (day, at string) {
	if s == "" {
		return "", ""
	}
	if day, at = sinceEpoch(s); day != "" {
		return day, at
	}
	if day = dayOf(s); len(s) <= len(time.DateOnly) {
		return day, ""
	}
	if day == "" {
		return "", ""
	}
	m := timeOfDay.FindStringSubmatch(s)
	if m == nil {
		return day, ""
	}
	hour, ok := hourOf(m[1], m[4])
	zone := zoneOf(m[5])
	if !ok || zone == "" && hour == 0 && m[2] == "00" && strings.Trim(m[3], "0") == "" {
		return day, ""
	}
	at = day + "T" + twoDigits(hour) + ":" + m[2]
	if m[3] != "" {
		at += ":" + m[3]
	}
	at += zone
	if _, _, ok := model.ParseMoment(at); !ok {
		return day, ""
	}
	return day, at
}

// sinceEpoch reads a number of seconds, or milliseconds, since 1970, of the years
// 1980 to 2100.
func sinceEpoch(s string) (day, at string) {
	s = strings.TrimSpace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != 9 && len(s) != 10 && len(s) != 12 && len(s) != 13 {
		return "", ""
	}
	if len(s) >= 12 {
		n /= 1000
	}
	t := time.Unix(n, 0).UTC()
	if t.Year() < 1980 || t.Year() > 2100 {
		return "", ""
	}
	return t.Format(time.DateOnly), t.Format("2006-01-02T15:04:05Z07:00")
}

// hourOf returns an hour of 24.
func hourOf(digits, half string) (int, bool) {
	hour, err := strconv.Atoi(digits)
	switch {
	case err != nil:
		return 0, false
	case half == "":
		return hour, hour < 24
	case hour < 1 || hour > 12:
		return 0, false
	}
	hour %= 12
	if half[0] == 'p' || half[0] == 'P' {
		hour += 12
	}
	return hour, true
}

// zoneOf returns a zone as RFC 3339 writes it; "" if it is unknown.
func zoneOf(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if zone, ok := zones[s]; ok {
		return zone
	}
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "gmt"), "utc"))
	if s == "" || s[0] != '+' && s[0] != '-' {
		return ""
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) == 3 {
		digits = "0" + digits
	}
	if digits == "0000" {
		return "Z"
	}
	return s[:1] + digits[:2] + ":" + digits[2:]
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// retrievalOf returns when a file was saved, as precisely as s says.
func retrievalOf(s string) string {
	if day, at := momentOf(s); at != "" {
		return at
	} else {
		return day
	}
}

// archived matches the address of a copy in the Wayback Machine or one like it:
// the time of the copy, and the address of the original.
var archived = regexp.MustCompile(`^https?://[^/]+/(?:web/)?(\d{14})(?:[a-z]{2}_)?/(https?):/{1,2}(.+)$`)

// unarchived tells the address of an archive's copy from that of the article.
func unarchived(m model.Metadata) model.Metadata {
	found := archived.FindStringSubmatch(m.URL)
	if found == nil {
		return m
	}
	saved, err := time.Parse("20060102150405", found[1])
	if err != nil {
		return m
	}
	m.Archive, m.URL = m.URL, found[2]+"://"+found[3]
	if m.Retrieved == "" {
		m.Retrieved = saved.Format("2006-01-02T15:04:05Z07:00")
	}
	return m
}
