package recognise

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/calendar"
)

// datelineDepth is the number of paragraphs with text that are searched for a
// dateline, and datelineBytes the maximum length of one in bytes.
const (
	datelineDepth = 4
	datelineBytes = 140
)

// dateline is the place, date and agency of an article's filing:
//
//	WASHINGTON, Oct 10 –        KYIV, Ukraine (AP) —      LONDON:
//	NEW YORK, Oct. 10 (Xinhua) --    Berlin (dpa) –       (CNN) —
//	Kyiv, 10 October (Ukrinform).    MOSCOW, October 10. /TASS/.    КИЇВ. 10 жовтня. УНН.
type dateline struct {
	written string        // place and date: "WASHINGTON, Oct 10"
	place   string        // "WASHINGTON"
	date    calendar.Date // its Size is 0 if there is none
	agency  string
	size    int // bytes, with the dash
}

// dateline sets the dateline aside. It takes the date in it if that has a year and no
// other date is known.
func (r *recogniser) dateline() {
	tried := 0
	for i := range r.rest {
		line := r.left(i)
		if line == "" || i == r.title {
			continue
		}
		if tried++; tried > datelineDepth {
			return
		}
		d, ok := leadingDateline(line)
		if !ok {
			continue
		}
		if d.bare() && r.isTranscript(i) {
			return
		}
		r.meta.Dateline = plain(d.written)
		r.agency = plain(d.agency)
		if r.meta.Published == "" {
			r.meta.Published = d.date.ISO
		}
		r.takeHead(i, d.size, model.UnitDateline, "a dateline")
		return
	}
}

// bare reports whether d has neither an agency nor a date, so that only its
// capitals make it a dateline.
func (d dateline) bare() bool { return d.agency == "" && d.date.Size == 0 }

// isTranscript reports whether a paragraph soon after paragraph i also begins with
// a name in capitals and a colon. Such names are speakers.
func (r *recogniser) isTranscript(i int) bool {
	const far = 12
	for _, s := range r.rest[i+1 : min(i+1+far, len(r.rest))] {
		who, _, found := strings.Cut(anchored.Head(s.Of(r.text), datelineBytes), ":")
		if found && isShouted(who) && words(who, 5) < 5 {
			return true
		}
	}
	return false
}

// leadingDateline reads a dateline at the beginning of a paragraph. It returns
// false if there is none, or if no body text follows it.
func leadingDateline(s string) (dateline, bool) {
	line := anchored.Head(s, datelineBytes)
	d, ok := splitDateline(line)
	if !ok {
		d, ok = pointedDateline(line)
	}
	if !ok || !d.plausible() {
		return dateline{}, false
	}
	body := strings.TrimSpace(s[d.size:])
	r := anchored.FirstRune(body)
	if d.bare() && !finished(s) {
		return dateline{}, false // "BRIDGES: why they fail" is a headline
	}
	if words(body, 3) < 3 || unicode.IsLower(r) || isShouted(anchored.Head(body, datelineBytes)) {
		return dateline{}, false
	}
	return d, true
}

// splitDateline divides a dateline by its punctuation.
func splitDateline(s string) (d dateline, ok bool) {
	at := placeEnd(s)
	if at < 0 {
		return d, false
	}
	d.written = strings.TrimRight(s[:at], " ,")
	d.place, d.date = splitDate(d.written)
	if d.date.Size > 0 {
		d.written = strings.TrimRight(d.written, ".")
	}
	name, size := agencyMark(s[at:])
	at += size
	if size > 0 {
		d.agency = name
		after := strings.TrimLeft(s[at:], " ,")
		if t, ok := datelineDate(after); ok && d.place != "" && d.date.Size == 0 {
			d.date = t
			d.written += ", " + after[:t.Size]
			at = len(s) - len(after) + t.Size
		}
	}
	n := separator(s[at:], d.agency != "")
	d.size = at + n
	return d, n > 0
}

var pointedForm = anchored.Compile(`^(\p{Lu}[\p{L}’ʼ' -]{2,30})[.,]\s([^.]{4,24})[.,]\s(\p{Lu}{2,12})\.\s`)

// pointedDateline reads "КИЇВ. 10 жовтня. УНН.", as Ukrainian agencies write it.
func pointedDateline(s string) (dateline, bool) {
	if !mayBePointed(s) {
		return dateline{}, false
	}
	m := pointedForm.FindStringSubmatch(s)
	if m == nil {
		return dateline{}, false
	}
	t, ok := calendar.Leading(m[2])
	d := dateline{written: m[1] + ", " + m[2], place: m[1], date: t, agency: m[3], size: len(strings.TrimSpace(m[0]))}
	return d, ok && t.Size == len(m[2])
}

// mayBePointed reports whether s can match pointedForm: a capital first, then
// letters up to a nearby full stop or comma with a space after it, and capitals at
// the next full stop. The check avoids running the expression on most articles.
func mayBePointed(s string) bool {
	if !unicode.IsUpper(anchored.FirstRune(s)) {
		return false
	}
	n := 0
	for i, r := range s {
		if r == '.' || r == ',' {
			return n > 2 && i+1 < len(s) && anchored.IsSpaceByte(s[i+1]) && signsInCapitals(s[i+1:])
		}
		if n++; n > 31 || !unicode.IsLetter(r) && !strings.ContainsRune("’ʼ' -", r) {
			return false
		}
	}
	return false
}

// signsInCapitals reports whether s has a capital right before its first full stop,
// or a space and two capitals right after it.
func signsInCapitals(s string) bool {
	before, after, found := strings.Cut(s, ".")
	last, _ := utf8.DecodeLastRuneInString(before)
	if unicode.IsUpper(last) {
		return found
	}
	if after == "" || !anchored.IsSpaceByte(after[0]) {
		return false
	}
	first, n := utf8.DecodeRuneInString(after[1:])
	return unicode.IsUpper(first) && unicode.IsUpper(anchored.FirstRune(after[1+n:]))
}

// placeEnd returns the byte offset where place and date end: at a bracket, a slash
// after a space, a colon, or a dash that is not a hyphen within a word. It returns
// -1 if there is no such end, or if a character that no dateline has comes first.
func placeEnd(s string) int {
	for i, r := range s {
		switch r {
		case '(', ':':
			return i
		case '/':
			if i > 0 && s[i-1] == ' ' {
				return i
			}
		case '–', '—', '-':
			if i > 0 && s[i-1] == ' ' || r == '—' || strings.HasPrefix(s[i:], "--") {
				return i
			}
		case '"', '“', '”', '„', '«', '»', '!', '?', ';', '\t':
			return -1
		}
	}
	return -1
}

// agencyMark reads "(Reuters)" or "/TASS/", with the spaces and commas before it.
// size is the length of all that in bytes, or 0 if there is no such mark.
func agencyMark(s string) (name string, size int) {
	trimmed := strings.TrimLeft(s, " ,")
	closing := ")"
	switch {
	case strings.HasPrefix(trimmed, "("):
	case strings.HasPrefix(trimmed, "/"):
		closing = "/"
	default:
		return "", 0
	}
	name, _, found := strings.Cut(trimmed[1:], closing)
	if !found || name == "" || len(name) > 40 {
		return "", 0
	}
	return strings.TrimSpace(name), len(s) - len(trimmed) + len(name) + 2
}

// separator returns the size in bytes of the separator between dateline and body,
// or 0 if there is none. After an agency (closed), a full stop is a separator, too.
func separator(s string, closed bool) int {
	trimmed := strings.TrimLeft(s, " \u00a0")
	space := len(s) - len(trimmed)
	for _, mark := range []string{"--", "–", "—", "-", ":"} {
		if after, ok := strings.CutPrefix(trimmed, mark); ok && (space > 0 || mark != "-") &&
			(strings.HasPrefix(after, " ") || strings.HasPrefix(after, "\u00a0") || mark == "—" || mark == "--") {
			return space + len(mark)
		}
	}
	if after, ok := strings.CutPrefix(trimmed, "."); ok && closed && strings.HasPrefix(after, " ") {
		return space + 1
	}
	return 0
}

// datelineDate reads the date, or a weekday alone, at the beginning of s. It
// returns false if there is neither.
func datelineDate(s string) (calendar.Date, bool) {
	if d, ok := calendar.Leading(s); ok {
		return d, true
	}
	if first, _, _ := strings.Cut(s, " "); calendar.WeekdayOnly.MatchString(first) {
		return calendar.Date{Size: len(first)}, true
	}
	return calendar.Date{}, false
}

// splitDate splits the date from the end of "WASHINGTON, Oct 10". If there is no
// date, place is s.
func splitDate(s string) (place string, d calendar.Date) {
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' && s[i-1] != ',' {
			continue
		}
		rest := strings.TrimPrefix(s[i:], "le ")
		if d, ok := datelineDate(rest); ok && strings.Trim(rest[d.Size:], " .") == "" {
			return strings.TrimRight(s[:i], " ,."), d
		}
	}
	return s, calendar.Date{}
}

// labels are words that in capitals look like the place of a dateline, such as
// BREAKING.
var labels = set("breaking", "update", "updated", "analysis", "opinion", "exclusive", "watch", "video", "live", "note", "notes", "correct",
	"editor", "editorial", "comment", "factbox", "explainer", "feature", "interview", "review", "photos", "pictures",
	"warning", "correction", "corrected", "clarification", "alert", "urgent", "developing", "report", "read", "more",
	"listen", "podcast", "column", "commentary", "fact", "check", "summary", "background", "profile", "timeline",
	"question", "answer", "eilmeldung", "kommentar", "analyse", "exklusiv", "opinión", "análisis", "терміново",
	"оновлено", "аналітика", "ексклюзив", "відео", "срочно", "видео", "key", "points", "highlights", "table", "advisory")

// plausible reports whether the parts form a dateline. Capitals alone make a place;
// a place in lower case needs a date or a known agency, since "Smith (Labour) – the
// member for …" would otherwise be one.
func (d dateline) plausible() bool {
	if d.agency != "" && !isName(strings.ReplaceAll(d.agency, "/", " "), 4) && !isAgency(d.agency) {
		return false
	}
	if d.place == "" {
		return isAgency(d.agency) || isAcronym(d.agency) || isOutlet(d.agency)
	}
	if !isPlace(d.place) || hasWord(d.place, labels) {
		return false
	}
	city, _, _ := strings.Cut(d.place, ",")
	switch {
	case d.date.Size > 0:
		return true
	case d.agency != "":
		return isShouted(city) || isAgency(d.agency)
	}
	const shortest = 4 // letters; "US:" and "Q:" aren't places
	return isShouted(city) && utf8.RuneCountInString(city) >= shortest
}

// isPlace reports whether s names one to three places or regions of a few
// capitalised words each.
func isPlace(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '/' })
	if len(parts) == 0 || len(parts) > 3 {
		return false
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if !isName(part, 5) || strings.ContainsFunc(part, unicode.IsDigit) {
			return false
		}
	}
	return true
}
