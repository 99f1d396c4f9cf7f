package record

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/pattern"
)

// Limits for the head of a record: its depth in lines, and the lengths of a title
// and of a line with a date in bytes.
const (
	headLines  = 24
	titleBytes = 300
	dateBytes  = 160
)

// evidence scores how much the lines [from,to) look like the head of a record: one
// point for each kind of line above the text, and two for a date.
func (e *export) evidence(from, to int) int {
	if from == 0 {
		from = min(e.cover, to)
	}
	to = min(to, from+headLines)
	if e.known.from != from || e.known.to != to || to == 0 {
		e.known = scored{from, to, e.score(from, to)}
	}
	return e.known.score
}

// scored caches the score of a range of lines, which is often needed again.
type scored struct{ from, to, score int }

// score is like evidence without the cache, for lines below the cover page.
func (e *export) score(from, to int) int {
	var has [coverField + 1]bool
	n := 0
	point := func(is *bool) {
		if !*is {
			*is = true
			n++
		}
	}
	var dated, owned, counted, signed, sourced bool
	for i := from; i < to; i++ {
		l := e.lines[i]
		switch s := e.at(i); {
		case (l.kind == labelLine || l.kind == codeLine) && l.field == dateField:
			point(&dated)
		case l.kind == labelLine && l.field == bodyField:
			return n + one(dated)
		case l.kind == labelLine || l.kind == codeLine:
			if l.field != coverField && l.field != tailField {
				point(&has[l.field])
			}
			if l.field == outletField && e.hasDay(e.value(i)) { // "The Paper ; London. 04 Mar 2031: 3."
				point(&dated)
			}
		case l.kind != plainLine:
		case isCopyright(s):
			point(&owned)
		case isNoise(s):
			point(&counted)
		case bylineLine.MatchString(s) && words(s) <= 11:
			point(&signed)
		case e.dateLine(s):
			point(&dated)
			if e.outletIn(s) != "" {
				point(&sourced)
			}
		case i > from && e.isProse(i):
			return n + one(dated)
		}
	}
	return n + one(dated)
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// outletIn returns the possible outlet in a line with a date: several words, or one
// typical of newspapers. It returns "" if there is none.
func (e *export) outletIn(s string) string {
	_, from, to := e.findDate(s)
	if name := outletBeside(s[:from], s[to:]); words(name) > 1 || pressWord.MatchString(name) {
		return name
	}
	return ""
}

// hasTitle reports whether a record begins with a label, a code, or a short line
// that is not a date and does not end with a full stop. A date line may come before
// the title.
func (e *export) hasTitle(from, to int) bool {
	for i := from; i < to; i++ {
		switch l := e.lines[i]; l.kind {
		case labelLine, codeLine:
			return true
		case plainLine:
			if from+1 < to && e.dateLine(e.at(i)) && !e.isProse(i+1) {
				continue
			}
			return len(e.at(i)) <= titleBytes && !strings.HasSuffix(e.at(i), ".") && !e.dateLine(e.at(i))
		}
	}
	return false
}

// hasText reports whether the lines [from,to) contain prose, or the label of the
// body with a long value.
func (e *export) hasText(from, to int) bool {
	i := from
	if e.bare.from == from && e.bare.to <= to { // hasText is called for each possible end of a record
		i = e.bare.to
	}
	for ; i < to; i++ {
		if e.isProse(i) || e.lines[i].field == bodyField && len(e.value(i)) > 40 {
			return true
		}
	}
	e.bare = part{from, to}
	return false
}

// hasDate reports whether a label in the lines [from,to) has a date.
func (e *export) hasDate(from, to int) bool {
	for i := from; i < to; i++ {
		if e.lines[i].field == dateField && (e.hasDay(e.valueOf(i)) || numericForm.MatchString(e.valueOf(i))) {
			return true
		}
	}
	return false
}

// valueOf returns the value of a label, which may be on the next line.
func (e *export) valueOf(i int) string {
	value := e.value(i)
	if value == "" && i+1 < len(e.lines) && e.lines[i+1].kind == plainLine {
		return e.at(i + 1)
	}
	return value
}

// otherLabel matches the beginning of a line that has the form of a label and a
// value.
var otherLabel = pattern.Compile(`^\p{Lu}[\p{L}'’()/-]*(?: [\p{L}'’()/-]+){0,3} ?:\s\S`)

// isOtherLabel reports whether line i begins with an unknown label and is next to a
// line with a known one.
func (e *export) isOtherLabel(i int) bool {
	if i >= len(e.lines) || e.lines[i].kind != plainLine || len(e.at(i)) > titleBytes || !otherLabel.MatchString(e.at(i)) {
		return false
	}
	return i > 0 && e.lines[i-1].kind == labelLine && e.lines[i-1].field != bodyField || i+1 < len(e.lines) && e.lines[i+1].kind == labelLine
}

// isProse reports whether line i is text of an article: a long line or a sentence.
func (e *export) isProse(i int) bool {
	if e.lines[i].kind != plainLine {
		return false
	}
	s := e.at(i)
	if isCopyright(s) {
		return false
	}
	if len(s) > titleBytes {
		return true
	}
	if !ends(s) {
		// a paragraph broken into lines
		return i+1 < len(e.lines) && !e.lines[i+1].gap && e.lines[i+1].kind == plainLine && len(s) > 55 && startsSmall(e.at(i+1)) && !e.dateLine(s)
	}
	return words(s) >= 7 || i > 0 && !e.lines[i].gap && e.isProseAbove(i)
}

// isProseAbove reports whether lines i-1 and i seem to belong to one paragraph.
func (e *export) isProseAbove(i int) bool {
	return e.lines[i-1].kind == plainLine && len(e.at(i-1)) > 55 && startsSmall(e.at(i))
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// ends reports whether a line ends like a sentence.
func ends(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”’“»«›)] `+"\u00a0"))
	return strings.ContainsRune(".!?…。！？", r)
}

// words counts words, up to twelve.
func words(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		if n++; n == 12 {
			break
		}
	}
	return n
}

var (
	copyrightForm = pattern.Compile(`(?i)^(?:\(c\)|copyright\b)|©|all rights reserved|alle rechte vorbehalten|tous droits réservés|(?:todos los )?derechos reservados|всі права захищен|все права защищен`)
	noiseForm     = pattern.Compile(`^(?i:\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s(?:gmt|utc|[bcemw]e?s?t))?|(?:\pL+\s){1,3}edition(?:\s?[-,]\s?\pL+|\s\d)?|\(?[\d.,]+\s(?:words|wörter|mots|palabras|слів|слов)\)?|(?:p|pg|page|pages|s|seite|pág|página)\.?\s?[A-Z]?\d{1,4}(?:[-–,]\s?\d{1,4})?|[A-Z]?\d{1,4}|` +
		`english|german|french|spanish|englisch|deutsch|französisch|spanisch|anglais|français|allemand|espagnol|inglés|francés|alemán|español)$|^[A-Z][A-Z0-9]{2,7}$`)
	documentForm = pattern.Compile(`^Documente? ([A-Z]{2,}[A-Z0-9]{4,}[0-9a-zA-Z]{4,})$`)
	appearedForm = pattern.Compile(`^(?i:cet article est paru dans|this article (?:appeared|was published) in|dieser artikel (?:erschien|ist erschienen) in|este artículo (?:apareció|se publicó) en)\b`)
	weekdayForm  = pattern.Compile(`(?i)^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:mo(?:n|ntag)|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?|sa(?:mstag)?|so(?:nntag)?)\.?$|^(?:lun|mar|mercre|jeu|vendre|same)di$|^dimanche$|^(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)$|^(?:mon|tue|wed|thu|fri|sat|sun)\.?$`)
)

func isCopyright(s string) bool {
	return len(s) <= titleBytes && mayOwn(s) && copyrightForm.MatchString(s)
}

// isNoise reports whether a line is a word count, a page, an edition, a language, a
// time or the code of a source.
func isNoise(s string) bool {
	return len(s) <= 32 && strings.Count(s, " ") <= 3 && noiseForm.MatchString(s)
}

func (e *export) hasDay(s string) bool {
	day, _, _ := e.findDate(s)
	return day != ""
}

// dateLine reports whether a line consists of a date and little else.
func (e *export) dateLine(s string) bool {
	if len(s) > dateBytes || ends(s) && words(s) >= 10 {
		return false
	}
	day, from, to := e.findDate(s)
	return day != "" && len(s)-(to-from) <= 90
}

// findDate returns the first date in s whose day is certain, and its span in bytes.
// It searches only the beginning of a long s. day is "" if it finds none.
func (e *export) findDate(s string) (day string, from, to int) {
	if !strings.ContainsAny(s, "0123456789") {
		return "", 0, 0
	}
	if len(s) > 4*dateBytes {
		s = s[:4*dateBytes]
	}
	word := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		starts := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf
		if starts && word {
			if day, size := e.date(s[i:]); day != "" {
				return day, i, i + size
			}
		}
		word = !starts && c != '-' && c != '.' || c == ' '
	}
	return "", 0, 0
}

// isCover reports whether a part is only a cover page.
func (e *export) isCover(p part) bool { return p.from == 0 && e.cover >= p.to }

var (
	listForm  = pattern.Compile(`^(?:\d{1,5}\.|[•‣▪●])\s+(\S.*)$`)
	totalForm = pattern.Compile(`^(?i:documents|dokumente|documentos)\s*\((\d{1,6})\)$`)
)

// mayBeListed is a quick test that rules out most lines before listForm.
func mayBeListed(s string) bool { return s[0] <= '9' || s[0] >= utf8.RuneSelf }

// coverLines is the last line at which a cover page may have its first label.
const coverLines = 1000

// coverEnd returns the number of lines of the cover page. The list of titles on it
// ends where the first title recurs.
func (e *export) coverEnd() int {
	end, first, last := 0, "", 0
	for i, l := range e.lines {
		s := e.at(i)
		switch {
		case l.kind == labelLine && l.field == coverField, s[len(s)-1] == ')' && totalForm.MatchString(s):
			end = i + 1
		case first == "" && l.kind == plainLine && mayBeListed(s) && listForm.MatchString(s):
			first, last = plain(listForm.FindStringSubmatch(s)[1]), i
		case first != "" && end > 0 && l.kind == plainLine && mayBeListed(s) && listForm.MatchString(s):
			last = i
		case first != "" && end > 0 && l.kind == plainLine && strings.EqualFold(plain(s), first):
			for k := last + 1; k < i; k++ { // outlet and date may be above the headline
				if e.dateLine(e.at(k)) {
					return max(end, last+1)
				}
			}
			return i
		case l.kind == labelLine, l.kind == codeLine, l.kind == endLine, e.isProse(i) && !listForm.MatchString(s):
			return end
		case end == 0 && i > coverLines:
			return 0 // a cover page has its first label early
		}
	}
	return end
}

func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// withoutCover removes the cover page from the parts. If the cover page states a
// larger number of articles, withoutCover records the others as missing.
func (e *export) withoutCover(parts []part) []part {
	if line, n := e.total(); n > len(parts) && len(e.missing) == 0 && !e.window {
		e.missing = append(e.missing, missingTotal(line, n, len(parts)))
	}
	for len(parts) > 0 && parts[0].from < e.cover {
		if parts[0].to > e.cover {
			parts[0].from = e.cover
			break
		}
		parts = parts[1:]
	}
	return parts
}

// total returns the largest number of articles that the cover page states, and the
// number of its line. Both are 0 if the cover page states none.
func (e *export) total() (line, n int) {
	for i := range e.cover {
		if m := totalForm.FindStringSubmatch(e.at(i)); m != nil {
			if all, _ := strconv.Atoi(m[1]); all > n {
				line, n = e.number(i), all
			}
		}
	}
	return line, n
}

func missingTotal(line, all, have int) Missing {
	return Missing{Line: line, What: fmt.Sprintf("the export states %d articles, but the file has only %d; export the others again", all, have)}
}
