package record

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
)

// read reads the records at parts. It records a part without a text as missing.
func (e *export) read(parts []part) Export {
	readers := make([]reader, 0, len(parts))
	for _, p := range parts {
		r := reader{export: e, part: p, title: -1, dated: -1, worded: -1, found: Record{Metadata: e.said}}
		r.found.Metadata.Byline = bylineOf(e.said.Byline)
		if r.isCoded() {
			r.list()
		} else {
			r.head()
		}
		readers = append(readers, r)
	}
	outletFirst := e.outletFirst(readers)
	x := Export{Records: make([]Record, 0, len(parts))}
	for i := range readers {
		r := &readers[i]
		if !r.coded {
			r.choose(outletFirst)
			r.tail()
		}
		if rec, ok := r.record(); ok {
			x.Records = append(x.Records, rec)
		} else {
			e.lack(r.from, "the article that begins here has no text; export it again")
		}
	}
	e.numeric.look(x.Records)
	e.numeric.read(x.Records)
	x.Missing = e.missing
	return x
}

// numericForm matches a date whose day and month are numbers.
var numericForm = pattern.Compile(`^\D{0,12}(\d{1,2})([./-])(\d{1,2})([./-])(\d{4})\b`)

// numericDates records which orders of day and month the dates of an export show.
type numericDates struct{ dayFirst, monthFirst bool }

// look notes which orders of day and month the dates of the records show.
func (d *numericDates) look(records []Record) {
	for _, r := range records {
		if m := numericForm.FindStringSubmatch(r.date); m != nil {
			d.dayFirst = d.dayFirst || m[1] > "12" && len(m[1]) == 2
			d.monthFirst = d.monthFirst || m[3] > "12" && len(m[3]) == 2
		}
	}
}

// read sets the day of dates that could begin with day or month, if the records
// show only one order.
func (d numericDates) read(records []Record) {
	if d.dayFirst == d.monthFirst {
		return
	}
	for i := range records {
		r := &records[i]
		m := numericForm.FindStringSubmatch(r.date)
		if m == nil || m[2] != m[4] || r.Metadata.Published != "" && r.Metadata.Published != r.date {
			continue
		}
		layout := "2" + m[2] + "1" + m[4] + "2006"
		if d.monthFirst {
			layout = "1" + m[2] + "2" + m[4] + "2006"
		}
		if day, err := time.Parse(layout, m[1]+m[2]+m[3]+m[4]+m[5]); err == nil {
			r.Metadata.Published = day.Format(time.DateOnly)
		}
	}
}

// outletFirst returns what order returns, but calls it only if the answer is not
// known yet.
func (e *export) outletFirst(readers []reader) bool {
	if e.order == nil {
		first := order(readers)
		e.order = &first
	}
	return *e.order
}

// reader reads one record.
type reader struct {
	*export
	part
	coded bool
	found Record

	free         []int  // lines of the head of unknown meaning
	before       int    // number of free lines above the date
	dated        int    // the line of the head with the date, or -1
	outletBeside string // the possible outlet beside that date, or ""
	clock        string // a time of day from a field of its own
	worded       int    // the line with a word count, or -1
	copyright    string
	known        int // the line after the last one of known meaning in the head
	limit        int // the latest possible end of the head
	marked       bool
	title        int // the line of the headline, or -1
	titleEnd     int
	body         int // the first line of the text
	end          int // the line after the last one of the text
	asides       []Aside
}

// isCoded reports whether the record is a list of coded fields, and remembers it.
func (r *reader) isCoded() bool {
	r.coded = r.isList(r.part)
	return r.coded
}

// span returns the span of the lines [from,to).
func (r *reader) span(from, to int) model.Span {
	return model.Span{Start: int(r.lines[from].start), End: int(r.lines[to-1].end)}
}

// aside sets the lines [from,to) aside. tail means that they follow the article.
func (r *reader) aside(from, to int, tail bool) {
	if from < to {
		r.asides = append(r.asides, Aside{r.span(from, to), tail})
	}
}

// asideLabel sets the label of line i aside. The value stays part of the text.
func (r *reader) asideLabel(i int) {
	l := r.lines[i]
	label := strings.TrimRightFunc(r.text[l.start:int(l.start)+int(l.value)], unicode.IsSpace)
	if label != "" {
		r.asides = append(r.asides, Aside{model.Span{Start: int(l.start), End: int(l.start) + len(label)}, false})
	}
}

// keep stores the value of a field, unless it is already set.
func (r *reader) keep(f field, value string) {
	value = plain(value)
	if value == "" {
		return
	}
	m := &r.found.Metadata
	switch f {
	case titleField:
		m.Title = cmp.Or(m.Title, value)
	case outletField:
		day, from, _ := r.findDate(value) // "The Paper ; London. 04 Mar 2031: 3."
		m.Published = cmp.Or(m.Published, day)
		if day != "" && from > 2 {
			value = strings.TrimRight(value[:from], " ,;|–—-(")
		}
		m.Outlet = cmp.Or(m.Outlet, outletOf(value))
	case bylineField:
		m.Byline = cmp.Or(m.Byline, bylineOf(value))
	case dateField:
		r.found.date = cmp.Or(r.found.date, undated(value))
		day, _, _ := r.findDate(value)
		m.Published = cmp.Or(m.Published, day, undated(value))
	case timeField:
		r.clock = cmp.Or(r.clock, value)
	case sectionField:
		m.Section = cmp.Or(m.Section, sectionOf(value))
	case urlField:
		if at := strings.Index(value, "http"); m.URL == "" && at >= 0 {
			m.URL, _, _ = strings.Cut(value[at:], " ")
		}
	case numberField:
		r.found.Number = cmp.Or(r.found.Number, strings.TrimPrefix(value, "Document "))
	case languageField:
		m.Language = cmp.Or(m.Language, languageOf(value))
	case datelineField:
		m.Dateline = cmp.Or(m.Dateline, value)
	}
}

// list reads a list of coded fields. A field extends to the next code.
func (r *reader) list() {
	r.body, r.end = r.from, r.to
	bodyCode := r.bodyCode()
	in, code := noField, ""
	for i := r.from; i < r.to; i++ {
		l := r.lines[i]
		isBody := in == bodyField
		begins := l.kind == codeLine && (!isBody || r.leavesBody(i))
		if begins {
			code = r.code(i)
			if in = l.field; code == bodyCode {
				in = bodyField
			}
		}
		value := r.at(i)
		if begins {
			value = r.value(i)
		}
		switch {
		case l.kind == endLine, l.kind == countLine && in != bodyField, l.kind == ruleLine && in != bodyField, documentForm.MatchString(value):
			r.aside(i, i+1, in == bodyField || in == tailField || in == numberField)
			if m := documentForm.FindStringSubmatch(value); m != nil {
				r.keep(numberField, m[1])
			}
		case in == bodyField:
			if begins {
				r.asideLabel(i)
			}
		case in == titleField && r.title < 0:
			if begins {
				r.asideLabel(i)
			}
			if value != "" {
				r.title = i
				r.keep(in, value)
			}
		default:
			r.aside(i, i+1, in == tailField || in == numberField)
			r.keep(in, value)
		}
	}
}

// leavesBody reports whether line i, in the text of a list of fields, begins
// another field and is not just a line in capitals.
func (r *reader) leavesBody(i int) bool {
	l := r.lines[i]
	if l.field == bodyField {
		return true
	}
	code, value := r.code(i), r.value(i)
	gap := r.at(i)[len(code) : len(r.at(i))-len(value)]
	wide := value == "" || len(gap) > 1 || gap == "\t"
	first, _, _ := strings.Cut(value, " ")
	shouted := len(first) > 1 && strings.ToUpper(first) == first && strings.IndexFunc(first, unicode.IsLetter) >= 0
	return wide || (l.field == tailField || l.field == numberField) && !shouted || !shouted && code != "BY"
}

// bodyCode returns the code of the longest field of a list, or "" if the list has a
// field for the text.
func (r *reader) bodyCode() string {
	sizes := map[string]int{}
	best, code := "", ""
	for i := r.from; i < r.to; i++ {
		if l := r.lines[i]; l.kind == codeLine {
			if l.field == bodyField {
				return ""
			}
			code = r.code(i)
		}
		if sizes[code] += int(r.lines[i].end - r.lines[i].start); code != "" && sizes[code] > sizes[best] {
			best = code
		}
	}
	return best
}

// record assembles the record. It returns false if it finds no text other than the
// headline.
func (r *reader) record() (Record, bool) {
	rec := r.found
	if day := rec.Metadata.Published; r.clock != "" && len(day) == len("2031-05-06") {
		if at, _ := r.date(day + " " + r.clock); strings.HasPrefix(at, day) {
			rec.Metadata.Published = at
		}
	}
	rec.Span = r.span(r.from, r.to)
	slices.SortStableFunc(r.asides, func(a, b Aside) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	at, left := rec.Span.Start, 0
	title := 0
	if r.title >= 0 {
		title = len(r.value(r.title))
	}
	for _, a := range r.asides {
		if a.Span.Start >= at {
			left += len(strings.TrimSpace(r.text[at:a.Span.Start]))
			at = a.Span.End
			rec.Asides = append(rec.Asides, a)
		}
	}
	left += len(strings.TrimSpace(r.text[min(at, rec.Span.End):rec.Span.End]))
	if rec.Metadata.Title == "" && left == 0 || title > 0 && left <= title {
		return rec, false
	}
	return rec, true
}

var (
	webForm    = pattern.Compile(`(?i)\s*\((?:site web|web ?site|online|web|sitio web|internet|website)\)$`)
	issueForm  = pattern.Compile(`(?i),\s*(?:n[o°º]\.?|nr\.?|num\.?|issue|ausgabe|número|numéro)\s*[\d./-]+.*$`)
	pageForm   = pattern.Compile(`(?i)(?:^|,?\s+)(?:p(?:g|p|ages?)?|s(?:eite)?|pág(?:ina)?|с(?:тор)?)\.?\s*[A-Z]{0,2}\d+.*$`)
	bylineForm = pattern.Compile(`^(?i:by|von|par|por|de notre correspondant)\s+`)
)

// outletOf returns the name of an outlet without what providers append to it.
func outletOf(s string) string {
	s, _, _ = strings.Cut(s, " ; ")
	s, _, _ = strings.Cut(s, ";")
	s = issueForm.ReplaceAllString(s, "")
	return strings.TrimRight(webForm.ReplaceAllString(s, ""), " ,.:|")
}

// sectionOf returns the name of a section without the page: "NEWS" for "NEWS; Pg.
// 3".
func sectionOf(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.TrimRight(pageForm.ReplaceAllString(s, ""), " ,.:|")
}

// bylineOf returns the names of authors in spoken order: "Doe, Ann; Roe, Ben"
// becomes "Ann Doe, Ben Roe".
func bylineOf(s string) string {
	s = strings.TrimRight(bylineForm.ReplaceAllString(s, ""), " ;,")
	people := strings.Split(s, ";")
	for i, one := range people {
		one = strings.TrimSpace(one)
		last, first, ok := strings.Cut(one, ", ")
		if ok && !strings.Contains(first, ",") && words(last) <= 2 && words(first) <= 2 && (words(last) == 1 || words(first) == 1) {
			one = strings.TrimRight(first, ".") + " " + last
		}
		people[i] = one
	}
	return strings.Join(people, ", ")
}

// languageOf returns the language tag for the name of a language, or "".
func languageOf(s string) string {
	name := strings.ToLower(s)
	for tag, names := range map[string]string{
		"en": "english englisch anglais inglés", "de": "german deutsch allemand alemán", "fr": "french französisch français francés",
		"es": "spanish spanisch espagnol español", "it": "italian italienisch italien italiano", "uk": "ukrainian ukrainisch", "ru": "russian russisch",
		"pt": "portuguese portugiesisch portugais portugués", "nl": "dutch niederländisch néerlandais", "pl": "polish polnisch",
	} {
		first, _, _ := strings.Cut(name, ";")
		if slices.Contains(strings.Fields(names), strings.Trim(first, " .")) {
			return tag
		}
	}
	return ""
}

// undated returns s if it has at most 40 bytes and a digit, otherwise "". Such a
// text may be a date without a year, or one whose day and month cannot be told
// apart yet.
func undated(s string) string {
	if len(s) <= 40 && strings.ContainsAny(s, "0123456789") {
		return s
	}
	return ""
}

// isPeople reports whether a line looks like a list of people's names.
func isPeople(s string) bool {
	if len(s) > 100 || strings.ContainsAny(s, "0123456789.:!?") {
		return false
	}
	for _, name := range peopleDivider.Split(s, -1) {
		fields := strings.Fields(name)
		if len(fields) < 2 || len(fields) > 4 {
			return false
		}
		for i, f := range fields {
			r, _ := utf8.DecodeRuneInString(f)
			if !unicode.IsUpper(r) && (i == 0 || i == len(fields)-1 || len(f) > 4) {
				return false
			}
		}
	}
	return true
}

var peopleDivider = pattern.Compile(`\s*[;,&]\s*|\s+(?:and|und|et|y)\s+`)
