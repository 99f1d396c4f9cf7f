package recognise

import (
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/anchored"
)

// creditDepth is the maximum number of credits at the end of a text, and
// creditBytes the maximum length of one in bytes.
const (
	creditDepth = 6
	creditBytes = 240
)

// tail sets aside the credits at the end: whole paragraphs, from the last one up,
// and then a credit at the end of the body's last paragraph.
func (r *recogniser) tail() {
	taken := 0
	for i := len(r.rest) - 1; i >= 0 && taken < creditDepth; i-- {
		line := r.left(i)
		if line == "" {
			continue
		}
		if i > 0 && r.creditLine(i, line) {
			taken++
			continue
		}
		for taken < creditDepth && r.creditTail(i, r.left(i)) {
			taken++
		}
		return
	}
}

// rights matches a reservation of rights, with the punctuation before it and the
// rest of the line.
const rights = `[.,;]?\s*(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|усі права захищен|всі права захищен|все права защищен).*$`

var (
	copyrightForm   = anchored.Compile(`^(?i:©|\(c\)|copyright(?:\s(?:©|\(c\)))?)\s?((?:19|20|21)\d\d(?:\s?[-–]\s?\d{2,4})?)?,?\s*(?i:by\s)?(.*)$`)
	allRights       = pattern.Compile(`(?i)` + rights)
	onlyRights      = anchored.Compile(`^(?i)` + rights)
	reportingForm   = anchored.Compile(`^\(?(?i:(?:additional\s)?(?:reporting|writing|editing)(?:\sand\s\w+)?\sby)\s(\p{Lu}[^.;]*)(;.*)?\.?\)?$`)
	contributedForm = pattern.Compile(`^(.+?)\s(?i:(?:also\s)?contributed (?:to this|reporting (?:to|for) this) (?:report|story|article)|contributed reporting(?: from [^.]{2,40})?)\.?\)?$`)
	filesForm       = anchored.Compile(`^\(?(?i:with (?:additional )?(?:inputs?|reporting|files|material) (?:from|by)) (?:the )?([^.]{2,60}?)\.?\)?$`)
	publishedForm   = anchored.Compile(`^(?i:this (?:article|story|report|post) (?:was |is )?(?:originally |first )?(?:published|appeared|posted|produced)|the post .* appeared first|originally published) (?:\w+ )?(?:by|in|on|at|from) (?:the )?([^.]{2,60}?)(?:,.*)?\.?$`)
	photoForm       = anchored.Compile(`^(?i:(?:photos?|image|picture|foto|bild|фото|crédit photo)(?:\scredit|\sby|graf)?\s?:\s?|photo(?:graph)? by\s|image credit:\s?)(.+)$`)
)

// creditLine sets a paragraph aside if all of it is a credit, and reports whether
// it is.
func (r *recogniser) creditLine(i int, line string) bool {
	if len(line) > creditBytes {
		return false
	}
	reason := ""
	switch {
	case r.isCopyright(line):
		reason = "a copyright notice"
	case r.isSource(line):
		reason = "a source"
	case isTeam(line):
		reason = "who worked on it"
	case isSignature(line) && r.endsBefore(i):
		reason = "a signature"
		r.keepAgency(strings.Trim(line, " ()–—-."))
	default:
		m := publishedForm.FindStringSubmatch(line)
		if m == nil || !isName(m[1], 5) {
			return false
		}
		reason = "where it was published"
		r.source = m[1]
	}
	r.takeHead(i, len(line), model.UnitCredit, reason)
	return true
}

// isTeam reports whether a line is a credit such as "(Reporting by Ann Doe; editing
// by Ben Roe)", "Ann Doe contributed to this report." or "With files from
// agencies". Without a semicolon, the first may have only names, because "Writing
// by hand helps the memory." is a sentence.
func isTeam(line string) bool {
	if m := reportingForm.FindStringSubmatch(line); m != nil {
		return m[2] != "" || areNames(m[1])
	}
	if strings.Contains(strings.ToLower(line), "contributed") {
		if m := contributedForm.FindStringSubmatch(line); m != nil {
			return areNames(strings.TrimPrefix(m[1], "("))
		}
	}
	m := filesForm.FindStringSubmatch(line)
	return m != nil && (areNames(m[1]) || strings.EqualFold(m[1], "agencies"))
}

// areNames reports whether s is a list of names, with or without places.
func areNames(s string) bool {
	for part := range strings.SplitSeq(listAnd.ReplaceAllString(strings.TrimRight(s, " .)"), ","), ",") {
		part = placeTail.ReplaceAllString(strings.TrimSpace(part), "")
		if part != "" && !isName(part, 5) && !isAgency(part) {
			return false
		}
	}
	return true
}

// isCopyright reports whether a line is a notice such as "© 2031 The Paper. All
// rights reserved.", and records the owner. The word "Copyright" can also begin a
// sentence, so a year or a reservation of rights must follow it.
func (r *recogniser) isCopyright(line string) bool {
	m := copyrightForm.FindStringSubmatch(line)
	if m == nil {
		return onlyRights.MatchString(line)
	}
	owner := strings.TrimRight(allRights.ReplaceAllString(m[2], ""), " .,")
	if m[1] == "" && owner == strings.TrimRight(m[2], " .,") && !strings.HasPrefix(line, "©") {
		return false
	}
	if isName(owner, 6) || isOutlet(owner) && words(owner, 7) < 7 {
		r.copyright = owner
	} else if words(owner, 13) > 12 {
		return false
	}
	return true
}

// isSource reports whether a line is a source such as "Source: The Paper", and
// records the outlet or the address.
func (r *recogniser) isSource(line string) bool {
	it, ok := keyedField(line)
	if !ok || it.reason != "a source" || it.size != len(line) {
		return false
	}
	if it.outlet != "" {
		r.source = it.outlet
	}
	if r.meta.URL == "" {
		r.meta.URL = it.url
	}
	return true
}

// isSignature reports whether a line is only an agency's name, or another outlet's
// with a dash before it or in brackets.
func isSignature(line string) bool {
	name := strings.Trim(line, " ()–—-.")
	if isAgency(name) {
		return true
	}
	marked := strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") || strings.ContainsRune("–—-", anchored.FirstRune(line))
	return marked && (isAcronym(name) || isName(name, 3) && isOutlet(name)) && !notAgencies[strings.ToLower(name)]
}

// endsBefore reports whether the text before paragraph i ends like a sentence.
func (r *recogniser) endsBefore(i int) bool {
	for i--; i >= 0; i-- {
		if line := r.left(i); line != "" {
			return finished(line)
		}
	}
	return false
}

// notAgencies are words in brackets or after a dash that are not credits.
var notAgencies = set("ends", "end", "more", "laughter", "applause", "pictured", "sic", "ed", "us", "uk", "eu", "un",
	"nato", "video", "photo", "live", "update", "ok", "tba", "tbc", "ii", "iii", "iv")

func (r *recogniser) keepAgency(name string) {
	if r.signedWith == "" && name != "" {
		r.signedWith = plain(name)
	}
}

// creditTail sets aside a credit at the end of paragraph i, and reports whether
// there is one.
func (r *recogniser) creditTail(i int, line string) bool {
	for _, form := range []func(string) (int, string, bool){dashCredit, bracketCredit} {
		if at, name, ok := form(line); ok {
			r.keepAgency(name)
			r.takeTail(i, at, model.UnitCredit, "a signature")
			return true
		}
	}
	if at := afterLastSentence(line, creditBytes/2); at > 0 && (r.isSource(line[at:]) || r.isCopyright(line[at:]) || isTeam(line[at:])) {
		r.takeTail(i, at, model.UnitCredit, "a source")
		return true
	}
	return false
}

// dashCredit reads a credit as in "… in Britain. – AFP": a finished sentence, a
// dash, and one to three capitalised words that end the line. at is the byte offset
// of the dash. Two or three words may also be the writer's name, so name is ""
// unless isOutlet accepts them. A person's name after a closing quotation mark
// attributes the quotation, so it is not a credit.
func dashCredit(line string) (at int, name string, ok bool) {
	const longest = 64 // bytes, with the dash
	edge := max(0, len(line)-longest)
	for _, dash := range []string{"–", "—", "--", "-"} {
		at = edge + strings.LastIndex(line[edge:], dash)
		if at <= edge {
			continue
		}
		before := strings.TrimRightFunc(line[:at], unicode.IsSpace)
		if before == line[:at] && dash == "-" || !finished(before) {
			continue
		}
		name = strings.TrimSpace(line[at+len(dash):])
		quoted := strings.TrimRight(before, closers) != before
		switch {
		case notAgencies[strings.ToLower(name)]:
		case isAgency(name), isAcronym(name), isName(name, 3) && isOutlet(name):
			return at, name, true
		case !isName(name, 3) || quoted:
		case words(name, 2) == 1 && strings.HasPrefix(line[at+len(dash):], " "):
			return at, name, true
		default:
			return at, "", true
		}
	}
	return 0, "", false
}

// bracketCredit reads "… he said. (Reuters)". at is the byte offset of the bracket,
// and name is "" if the bracket contains no outlet.
func bracketCredit(line string) (at int, name string, ok bool) {
	if !strings.HasSuffix(line, ")") {
		return 0, "", false
	}
	edge := max(0, len(line)-creditBytes/2)
	at = edge + strings.LastIndexByte(line[edge:], '(')
	if at <= edge || !finished(strings.TrimSpace(line[:at])) {
		return 0, "", false
	}
	inside := strings.TrimSpace(line[at+1 : len(line)-1])
	switch {
	case notAgencies[strings.ToLower(inside)]:
	case isTeam(inside):
		return at, "", true
	case isAgency(inside), isAcronym(inside), isName(inside, 3) && isOutlet(inside):
		return at, inside, true
	}
	return 0, "", false
}

// afterLastSentence returns the byte offset of the words after the last finished
// sentence, within the last limit bytes of line, or 0 if there are none.
func afterLastSentence(line string, limit int) int {
	for i := len(line) - 1; i > 0 && i >= len(line)-limit; i-- {
		if line[i-1] != ' ' || line[i] == ' ' {
			continue
		}
		before := strings.TrimRight(line[:i], " ")
		if finished(before) && !abbreviated(before) {
			return i
		}
	}
	return 0
}

// abbreviated reports whether the full stop at the end of s may only end an
// abbreviation: a single letter, as in "U.S.", or a capital with few letters after
// it.
func abbreviated(s string) bool {
	if !strings.HasSuffix(s, ".") {
		return false
	}
	s = s[:len(s)-1]
	word := s[strings.LastIndexAny(s, " .(")+1:]
	runes := []rune(anchored.Head(word, 16))
	return len(runes) < 2 || len(runes) < 4 && unicode.IsUpper(runes[0])
}
