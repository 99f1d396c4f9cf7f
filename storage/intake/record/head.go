package record

import (
	"strings"

	"assay.app/assay/model/pattern"
)

// Each provider puts the parts of a head in a different order:
//
//	Nexis Uni            Bridge fails / The Paper / March 4, 2031 / Copyright … / Length: …
//	LexisNexis           The Paper / March 4, 2031 / BRIDGE FAILS / BYLINE: …
//	Factiva              Bridge fails / By Ann Doe / 76 words / 4 March 2031 / The Paper / PAP / English
//	Europresse           The Paper, no. 12 / Port Town, 4 mars 2031 50 mots, p. 3 / Bridge fails / Ann Doe
//
// Labels, dates, counts and copyright lines are recognised by their form. The other
// lines above and below the date are headline and outlet. If a record alone does
// not show which is which, all records together decide: an outlet often recurs in
// its own copyright line, or contains a word typical of newspapers.

// headDepth is the maximum number of lines of a head.
const headDepth = 48

// head reads the head and finds its end.
func (r *reader) head() {
	r.limit, r.known = r.to, r.from
	for i := r.to - 1; i >= max(r.from, r.to-8) && r.copyright == ""; i-- { // some providers put the copyright at the end
		r.copyrightIn(r.at(i))
	}
	for i := r.from; i < r.to && i < r.from+headDepth; i++ {
		l, s := r.lines[i], r.at(i)
		switch {
		case l.kind == endLine:
			r.limit = i
			return
		case l.kind == labelLine || l.kind == codeLine && l.field == titleField:
			if l.field == bodyField {
				r.limit, r.marked = i, true
				return
			}
			if l.field == tailField && r.known > r.from && r.dated < 0 && r.found.Metadata.Published == "" && len(r.free) == 0 {
				r.limit = i
				return
			}
			r.labelled(i)
		case l.kind != plainLine:
			r.known = i + 1
		case r.isProse(i) && !r.isLongTitle(i) && !r.isValue(i):
			r.limit = i
			return
		default:
			r.unlabelled(i, s)
		}
	}
	if r.limit == r.to {
		r.limit = min(r.to, r.from+headDepth)
	}
}

// isLongTitle reports whether line i, which looks like prose, is a headline: it is
// the first unlabelled line of a record, and the rest of the head follows.
func (r *reader) isLongTitle(i int) bool {
	if len(r.free) > 0 || len(r.at(i)) > titleBytes {
		return false
	}
	for k := i + 1; k < r.to && k < i+5; k++ {
		if l := r.lines[k]; l.kind == labelLine && l.field != bodyField && l.field != tailField || l.kind == plainLine && (r.dateLine(r.at(k)) || isNoise(r.at(k))) {
			return true
		}
		if r.isProse(k) {
			return false
		}
	}
	return false
}

// isValue reports whether line i is the value of the label above it.
func (r *reader) isValue(i int) bool {
	return i > r.from && r.lines[i-1].kind == labelLine && r.value(i-1) == "" && r.lines[i-1].field != bodyField
}

func (r *reader) labelled(i int) {
	l := r.lines[i]
	value := r.value(i)
	if value == "" && i+1 < r.to && r.lines[i+1].kind == plainLine {
		value = r.at(i + 1)
	}
	if l.field == titleField && r.title < 0 {
		r.title, r.titleEnd = i, i+1
	}
	r.keep(l.field, value)
	r.known = i + 1
	if r.lines[i].field == tailField || r.lines[i].field == otherField {
		r.copyrightIn(value)
	}
}

func (r *reader) copyrightIn(s string) {
	if isCopyright(s) {
		r.copyright = s
	}
}

var bylineLine = pattern.Compile(`^(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR)\s+\p{Lu}`)

// unlabelled reads a line of the head that has no label.
func (r *reader) unlabelled(i int, s string) {
	said := plain(s)
	switch {
	case r.title < 0 && said == r.said.Title:
		r.title, r.titleEnd = i, i+1
	case said == r.said.Outlet, said == r.said.Byline:
	case r.isValue(i):
		if r.title == i-1 {
			r.title, r.titleEnd = i, i+1
		}
	case totalForm.MatchString(s), isNoise(s):
		if r.worded < 0 && strings.Contains(s, " ") {
			r.worded = i
		}
	case isCopyright(s):
		r.copyright = s
	case documentForm.MatchString(s):
		r.keep(numberField, documentForm.FindStringSubmatch(s)[1])
	case strings.HasPrefix(s, "http") && !strings.Contains(s, " "):
		r.keep(urlField, s)
	case bylineLine.MatchString(s) && words(s) <= 11 && (len(r.free) > 0 || r.title >= 0):
		r.keep(bylineField, s)
	case r.dated < 0 && r.dateLine(s):
		day, from, to := r.findDate(s)
		r.found.Metadata.Published = day
		r.dated, r.before = i, len(r.free)
		r.outletBeside = outletBeside(s[:from], s[to:])
	case i > r.from && r.lines[i-1].kind == labelLine && r.lines[i-1].field != titleField && r.isOtherLabel(i):
	case len(r.lines) > i && !r.lines[i].gap && i > r.from && r.lines[i-1].kind == labelLine && len(r.at(i-1)) > 55 && r.lines[i-1].field != titleField: // continues the line above
	default:
		r.free = append(r.free, i)
		return
	}
	r.known = i + 1
}

// outletBeside returns the possible outlet beside a date: the first piece of the
// text before the date that may be a name, or if there is none, of the text after
// it. It returns "" if neither has one.
func outletBeside(before, after string) string {
	for _, s := range []string{before, after} {
		for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("|,•·;/–—", r) }) {
			part = strings.Trim(part, " \t\u00a0-:()[]")
			for _, word := range []string{" vom", " of", " du", " del", " from", " on"} {
				part = strings.TrimSuffix(part, word)
			}
			if len(part) > 2 && !weekdayForm.MatchString(part) && !isNoise(part) && !strings.ContainsAny(part, "0123456789") {
				return part
			}
		}
	}
	return ""
}

// pressWord matches words in the names of many newspapers.
var pressWord = pattern.Compile(`(?i)\b(?:courier|courrier|post|times|daily|news|herald|tribune|gazette|gazeta|chronicle|telegraph|mail|journal|press|presse|zeitung|tageblatt|anzeiger|nachrichten|rundschau|kurier|bote|blatt|` +
	`globe|star|sun|observer|guardian|independent|mirror|examiner|register|record|standard|echo|argus|mercury|bulletin|review|monitor|reporter|dispatch|sentinel|advertiser|le monde|le figaro|libération|el país|el mundo|diario|periódico|correo|heraldo|noticias|vanguardia|voz|dépêche|parisien|quotidien|weekly|agency|wire|magazin|magazine)\b`)

// candidates returns two lines, upper first, one of which is the headline and the
// other the outlet. It returns false if there are no such lines, or if their
// positions already decide which is which.
func (r *reader) candidates() (upper, lower int, open bool) {
	m := r.found.Metadata
	after := len(r.free) - r.before
	switch {
	case r.coded || r.title >= 0 || m.Outlet != "" || r.dated < 0 || len(r.free) < 2:
		return 0, 0, false
	case r.before == 0 && r.free[0] == r.dated+1 && words(r.outletBeside) > 1 && isPeople(r.at(r.free[1])) && !isPeople(r.at(r.free[0])):
		return 0, 0, false // date and outlet, headline, byline
	case r.before >= 1 && after >= 1 && r.worded > r.free[r.before-1] && r.worded < r.dated && r.free[r.before] <= r.dated+2:
		return r.free[r.before-1], r.free[r.before], true // Factiva, with a section above the headline
	case r.before == 1 && after >= 1 && r.free[1] < r.bound():
		return r.free[0], r.free[1], true
	case r.before == 0 || r.before >= 2:
		return r.free[0], r.free[max(1, r.before-1)], true
	}
	return 0, 0, false
}

// bound returns the line before which headline and outlet must come.
func (r *reader) bound() int {
	return min(r.limit, max(r.known, r.dated+3))
}

// order reports whether outlets come before headlines in the records in which the
// positions of the lines do not decide it.
func order(readers []reader) bool {
	votes, upperBytes, lowerBytes := 0, 0, 0
	for i := range readers {
		r := &readers[i]
		upper, lower, open := r.candidates()
		if !open {
			continue
		}
		votes += r.votes(upper) - r.votes(lower)
		upperBytes += len(r.at(upper))
		lowerBytes += len(r.at(lower))
	}
	if votes != 0 {
		return votes > 0
	}
	return upperBytes < lowerBytes
}

// votes scores how much a line looks like an outlet.
func (r *reader) votes(i int) int {
	s, n := r.at(i), 0
	if name := outletOf(s); name != "" && r.copyright != "" && strings.Contains(strings.ToLower(r.copyright), strings.ToLower(name)) {
		n += 3
	}
	if pressWord.MatchString(s) && words(s) <= 6 {
		n++
	}
	return n
}

// choose selects headline, outlet and byline from the lines of the head.
func (r *reader) choose(outletFirst bool) {
	m := &r.found.Metadata
	outlet := -1
	take := func(i int) int {
		r.free = remove(r.free, i)
		r.known = max(r.known, i+1)
		return i
	}
	if upper, lower, open := r.candidates(); open {
		if mine := r.votes(upper) - r.votes(lower); mine >= 3 || mine <= -3 {
			outletFirst = mine > 0
		}
		if outletFirst {
			outlet, r.title = take(upper), take(lower)
			if lower < r.dated { // "The Paper", an edition, the date, and then the headline
				for _, i := range r.free {
					if i > r.dated && i < r.bound() && len(r.at(i)) <= titleBytes {
						r.title = take(i)
						break
					}
				}
			}
		} else {
			r.title, outlet = take(upper), take(lower)
		}
	}
	if r.title < 0 && len(r.free) > 0 && len(r.at(r.free[0])) <= titleBytes {
		r.title = take(r.free[0])
	}
	if m.Outlet == "" && outlet < 0 && r.outletBeside != "" && (r.dated < 0 || pressWord.MatchString(r.outletBeside) || len(r.free) == 0 || r.free[0] > r.known) {
		m.Outlet = outletOf(r.outletBeside)
	}
	if m.Outlet == "" && outlet < 0 && len(r.free) > 0 && r.free[0] < r.bound() && words(r.at(r.free[0])) <= 8 {
		outlet = take(r.free[0])
	}
	if outlet >= 0 {
		r.keep(outletField, r.at(outlet))
	}
	if m.Byline == "" && m.Published != "" && m.Outlet != "" {
		for _, i := range r.free {
			if i < r.limit && (i <= r.known || i == r.title+1) && isPeople(r.at(i)) {
				r.keep(bylineField, r.at(take(i)))
				break
			}
		}
	}
	r.asideHead()
}

// asideHead sets the head aside, except the headline.
func (r *reader) asideHead() {
	r.body = r.known
	if r.marked {
		r.body = r.limit
	}
	if r.title >= 0 {
		r.joinTitle()
	}
	for i := r.from; i < r.body; i++ {
		switch {
		case i >= r.title && i < r.titleEnd && r.title >= 0:
			if r.lines[i].kind != plainLine {
				r.asideLabel(i)
			}
		default:
			r.aside(i, i+1, false)
		}
	}
	if r.marked && r.body < r.to {
		r.asideLabel(r.body)
	}
}

// joinTitle finds the end of a headline that may be broken into lines, and sets the
// title.
func (r *reader) joinTitle() {
	r.titleEnd = r.title + 1
	for r.titleEnd < r.body && len(r.at(r.titleEnd-1)) > 45 && !r.lines[r.titleEnd].gap && contains(r.free, r.titleEnd) {
		r.titleEnd++
	}
	if r.found.Metadata.Title == "" {
		r.found.Metadata.Title = plain(r.text[r.lines[r.title].start:r.lines[r.titleEnd-1].end])
	} else if r.titleEnd > r.title+1 {
		s := r.span(r.title, r.titleEnd)
		s.Start += int(r.lines[r.title].value)
		r.found.Metadata.Title = plain(s.Of(r.text))
	}
}

// tail sets aside the lines that the provider put below the text, and reads them.
func (r *reader) tail() {
	from, short := r.to, 0
walk:
	for i := r.to - 1; i > r.body; i-- {
		l, s := r.lines[i], r.at(i)
		switch {
		case l.kind == labelLine && l.field != bodyField && (l.field != otherField || from < r.to) && !(l.field == datelineField):
			from, short = i, 0
		case l.kind != plainLine && l.kind != labelLine, isCopyright(s), documentForm.MatchString(s), appearedForm.MatchString(s), from == r.to && isNoise(s) && len(s) > 3:
			from, short = i, 0
		case r.goesOn(i):
		case r.isProse(i), short == 2:
			break walk
		default:
			short++
		}
	}
	for i := from - 1; i > r.body && i > from-8; i-- {
		if r.lines[i].field == graphicField {
			from = i
			break
		}
	}
	for i := from; i < r.to; i++ {
		s := r.at(i)
		switch l := r.lines[i]; {
		case l.kind == labelLine:
			value := r.value(i)
			if value == "" && i+1 < r.to && r.lines[i+1].kind == plainLine {
				value = r.at(i + 1)
			}
			r.keep(l.field, value)
		case documentForm.MatchString(s):
			r.keep(numberField, documentForm.FindStringSubmatch(s)[1])
		}
	}
	if from > r.body || !r.marked {
		r.aside(max(from, r.body), r.to, true)
	}
}

// goesOn reports whether line i continues the value of a label above it, in the
// same block of lines.
func (r *reader) goesOn(i int) bool {
	for k := i; k > r.body && k > i-12 && !r.lines[k].gap; k-- {
		if r.lines[k-1].kind == labelLine {
			return true
		}
	}
	return false
}

func contains(all []int, i int) bool {
	for _, one := range all {
		if one == i {
			return true
		}
	}
	return false
}

func remove(all []int, i int) []int {
	kept := all[:0]
	for _, one := range all {
		if one != i {
			kept = append(kept, one)
		}
	}
	return kept
}
