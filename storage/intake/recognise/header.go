package recognise

import (
	"cmp"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/calendar"
	"assay.app/assay/storage/intake/clock"
)

// headerDepth is how many paragraphs from the top are searched for a header, and
// headerBytes the maximum length of a header in bytes.
const (
	headerDepth = 6
	headerBytes = 200
)

// item is one piece of a header line.
type item struct {
	size      int    // bytes
	reason    string // "a byline"
	published string
	at        string // published with its time of day
	time      string // time of day, if the date is elsewhere; see clock.Clock
	updated   string
	byline    string
	outlet    string
	url       string
	title     string
	weak      bool // it is a header only together with other items
	open      bool // the body may follow on the same line
	unnamed   bool // it is a date without a name before it
	follows   bool // the headline follows, after the name of its field
}

// header sets aside the lines, and the beginning of a line, that state when, by
// whom and where the article was published.
func (r *recogniser) header() {
	body := 0 // body paragraphs passed; the first may be a standfirst
	for i := range min(headerDepth, len(r.rest)) {
		line := r.left(i)
		if line == "" {
			continue
		}
		items, size := headerItems(line, body < 2)
		if whole := size == len(line); size > 0 && (whole || body == 0) {
			for _, it := range items {
				r.note(it)
				if it.follows {
					r.title = i
				}
			}
			r.takeHead(i, size, model.UnitHeader, items[len(items)-1].reason)
			line = r.left(i)
		}
		if finished(line) && words(line, 9) > 8 {
			body++
		}
	}
	if r.meta.Published != "" && r.time != "" && r.meta.PublishedAt == "" {
		r.meta.PublishedAt = r.meta.Published + "T" + r.time
	}
}

// note records what an item states, unless an earlier item stated it.
func (r *recogniser) note(it item) {
	keep := func(field *string, value string) {
		if *field == "" {
			*field = plain(value)
		}
	}
	if r.meta.Published == "" || r.meta.Published == it.published {
		keep(&r.meta.PublishedAt, it.at)
	}
	keep(&r.meta.Published, it.published)
	keep(&r.time, it.time)
	keep(&r.updated, it.updated)
	keep(&r.meta.Byline, it.byline)
	keep(&r.meta.Outlet, it.outlet)
	keep(&r.meta.URL, it.url)
	keep(&r.meta.Title, it.title)
}

// headerItems reads the header at the beginning of a line: a sequence of items up
// to the end of the line or to the body. size is the length of the header in bytes,
// or 0 if there is none. bare allows items without a name before them, such as a
// date alone.
func headerItems(line string, bare bool) (items []item, size int) {
	var all []item
	dates, strong, columns := 0, false, hasColumns(anchored.Head(line, headerBytes))
	for at := 0; at < len(line); {
		if at > headerBytes {
			return nil, 0
		}
		it, ok := headerItem(line[at:], bare)
		if !ok && columns {
			it, ok = column(line[at:])
		}
		if !ok {
			if len(all) > 0 && all[len(all)-1].open && bodyBegins(line[at:]) {
				return all, at
			}
			return nil, 0
		}
		all = append(all, it)
		strong = strong || !it.weak
		if it.unnamed {
			dates++
		}
		at += it.size
		if it.follows {
			return all, at
		}
		at += len(line[at:]) - len(strings.TrimLeft(line[at:], " \t\u00a0|•·@,;/–—-"))
	}
	if !strong || dates > 1 { // several dates in a row are the head of a table
		return nil, 0
	}
	return all, len(line)
}

// hasColumns reports whether s contains a column separator.
func hasColumns(s string) bool {
	return strings.Contains(s, "|") || strings.Contains(s, "•") || strings.Contains(s, "·")
}

// bodyBegins reports whether s, after a date, looks like the text of the article
// and not like the rest of a sentence about that date.
func bodyBegins(s string) bool {
	r := anchored.FirstRune(s)
	return !unicode.IsLower(r) && words(s, 3) > 2
}

// headerItem reads one item at the beginning of s. It returns false if there is
// none.
func headerItem(s string, bare bool) (item, bool) {
	for _, read := range []func(string) (item, bool){keyedDate, keyedField, byline} {
		if it, ok := read(s); ok {
			return it, true
		}
	}
	s = anchored.Head(s, headerBytes)
	if !bare {
		return item{}, false
	}
	for _, read := range []func(string) (item, bool){bareDate, bareTime, bareURL, bareAgency} {
		if it, ok := read(s); ok {
			return it, true
		}
	}
	return item{}, false
}

// keyEnd matches what can come between the name of a date and the date.
const keyEnd = `(?:\s(?:on|le|am|el|at))?)\s*[:\-–]?\s*`

var (
	publishedKey = anchored.Compile(`^(?i:(?:date(?:\sof\spublication)?|(?:(?:first|originally|article|story)\s)?(?:published|posted|created)(?:\stime)?|publication\sdate|released?|datum|veröffentlicht|erschienen|publié|publiée|fecha|publicado|дата|опубліковано|опубликовано)` + keyEnd)
	updatedKey   = anchored.Compile(`^(?i:(?:(?:last\s)?(?:updated|modified|edited)(?:\stime)?|stand|aktualisiert|mis\sà\sjour|modifié|actualizado|оновлено|обновлено)` + keyEnd)
	relativeTime = anchored.Compile(`^(?i:\d{1,3}\s(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)\sago|just\snow)`)
)

// keyedDate reads "Published: 10 October 2031" or "date 2031-10-10".
func keyedDate(s string) (item, bool) {
	key, updated := publishedKey.FindString(s), false
	if key == "" {
		key, updated = updatedKey.FindString(s), true
	}
	if key == "" {
		return item{}, false
	}
	if ago := relativeTime.FindString(s[len(key):]); ago != "" {
		return item{size: len(key) + len(ago), reason: "a date"}, true
	}
	d, ok := calendar.Leading(s[len(key):])
	if !ok {
		d, ok = timeFirst(s[len(key):])
	}
	it := item{size: len(key) + d.Size, reason: "a date", open: true}
	switch {
	case !ok:
		it.reason, it.open = "a time", false
		if !updated {
			it.time = d.Time
		}
	case updated:
		it.updated = d.ISO
	default:
		it.published, it.at = d.ISO, d.Moment()
	}
	return it, d.Size > 0
}

// toDate matches what can come between a time and a date after it.
var toDate = anchored.Compile(`^[\s,]*(?i:(?:on|am|le|el)\s)?`)

// timeFirst reads a date after its time, "14:05 GMT, 10 October 2031". For a time
// alone it returns false, and a Date with only Size and Time set.
func timeFirst(s string) (d calendar.Date, ok bool) {
	size, time := calendar.TimeAt(s)
	if isFigure(s[:size]) {
		return calendar.Date{}, false
	}
	before := size + len(toDate.FindString(s[size:]))
	if d, ok = calendar.Leading(s[before:]); !ok {
		return calendar.Date{Size: size, Time: time}, false
	}
	d.Size += before
	d.Time = cmp.Or(d.Time, time)
	return d, true
}

// bareDate reads a date without a name before it. The body can follow only a date
// in digits that begins with the year; "October 10, 2031 was a Friday" is a
// sentence. A date without a year may head a list of fixtures, so it alone is not a
// header.
func bareDate(s string) (item, bool) {
	rest := strings.TrimPrefix(strings.TrimPrefix(s, "on "), "On ")
	d, ok := calendar.Leading(rest)
	d.Size += len(s) - len(rest)
	return item{size: d.Size, reason: "a date", published: d.ISO, at: d.Moment(), open: d.Full, weak: !d.Year, unnamed: true}, ok
}

var (
	timeOnly    = anchored.Compile(`^` + calendar.Hours)
	readingTime = anchored.Compile(`^(?i:\d{1,3}[\s-]min(?:ute)?s?(?:\sread)?|reading\stime:?\s\d{1,3}\smin(?:ute)?s?|lesezeit:?\s\d{1,3}\smin(?:uten)?\.?)`)
)

// bareTime reads a time of day, "3 hours ago" or "4 min read".
func bareTime(s string) (item, bool) {
	for _, form := range []anchored.Expression{readingTime, relativeTime, timeOnly} {
		m := strings.TrimSpace(form.FindString(s))
		if m != "" && calendar.Boundary(s[len(m):]) && !isFigure(m) {
			it := item{size: len(m), reason: "a time"}
			if c, size, ok := clock.Leading(s); ok && size >= len(m) {
				it.size, it.time = size, c.String()
			}
			return it, true
		}
	}
	return item{}, false
}

// isFigure reports whether s may be an amount: "8.50".
func isFigure(s string) bool { return strings.Trim(s, "0123456789.") == "" }

// bareAgency reads an agency's name alone or before a date.
func bareAgency(s string) (item, bool) {
	if !capitalised(s) || !mayBeAgency(s) {
		return item{}, false
	}
	value := strings.TrimRight(s[:dateIn(s)], " ,|–—-")
	return item{size: len(value), reason: "an agency", outlet: value}, capitalised(value) && isAgency(value)
}

var urlForm = anchored.Compile(`^https?://[^\s<>"|]+`)

func bareURL(s string) (item, bool) {
	m := urlForm.FindString(s)
	return item{size: len(m), reason: "an address", url: m}, m != ""
}

var (
	fieldKey = anchored.Compile(`^(?i:(authors?|written\sby|autor(?:in|a|en)?|auteure?s?|автор(?:ка|и|ы)?)|(source|outlet|publisher|publication|quelle|fuente|medio|джерело|источник|видання)|(title|headline|titel|titre|título|заголовок)|(url|link|permalink))\s?[:：]\s*`)
	fieldEnd = pattern.Compile(`\s[|•·]\s?|\s{2,}|\t`)
)

// field returns the value at the beginning of s, up to a column separator, a tab or
// two spaces.
func field(s string) string {
	if end := fieldEnd.FindStringIndex(s); end != nil {
		return s[:end[0]]
	}
	return s
}

// keyedField reads a value with the name of a field before it, such as "Author: Ann
// Doe" or "Source: The Paper". The value ends with the line, or at a column
// separator, a tab or two spaces.
func keyedField(s string) (item, bool) {
	m := fieldKey.FindStringSubmatch(s)
	if m == nil || len(s) > headerBytes {
		return item{}, false
	}
	key, value := len(m[0]), s[len(m[0]):]
	if m[3] != "" {
		return item{size: key, reason: "a title", title: value, follows: true}, value != ""
	}
	value = field(value)
	it := item{size: key + len(value)}
	switch {
	case m[4] != "":
		it.url, it.reason = urlForm.FindString(value), "an address"
		return it, it.url == value && value != ""
	case m[1] != "":
		it.reason = "a byline"
		by, ok := credits(value)
		it.byline, it.outlet = by.names, by.outlet
		return it, ok
	}
	it.reason = "a source"
	if url := urlForm.FindString(value); url != "" && url == value {
		it.url = url
		return it, true
	}
	it.outlet = strings.TrimRight(value, ".")
	return it, isName(it.outlet, 6) || isOutlet(it.outlet) && words(it.outlet, 7) < 7
}

// column reads a name between separators: "The Paper | 10 October 2031". If the
// line is a header at all, the name may be that of the outlet or of a section.
func column(s string) (item, bool) {
	value := s
	if end := strings.IndexAny(s, "|•·"); end >= 0 {
		value = s[:end]
	}
	value = strings.TrimSpace(anchored.Head(value, headerBytes))
	it := item{size: len(value), reason: "a header", weak: true}
	if isOutlet(value) && (words(value, 2) > 1 || isAgency(value) || isAcronym(value) || strings.Contains(value, ".")) {
		it.outlet = value
	}
	return it, isName(value, 5)
}
