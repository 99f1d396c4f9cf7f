package recognise

import (
	"strings"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/calendar"
)

var (
	bylineKey = anchored.Compile(`^(?:B[Yy]|(?i:written|reported|story|text|words)\s(?i:by)|Von|VON|Par|PAR|Por|POR|Текст)(?:\s?:)?\s+`)
	listComma = pattern.Compile(`\s*,\s*`)
	listAnd   = pattern.Compile(`\s+(?:and|und|et|y|i|та|і|и|&)\s+|\s*/\s*`)
	placeTail = pattern.Compile(`\s(?:in|aus|à|en|у|в)\s(.+)$`)
)

// byline reads "By Ann Doe and Ben Roe, The Paper". A byline must fill the line or
// its column, because "By Monday, Smith was gone." is a sentence. Only a dateline,
// or the body after an agency's name, may follow a byline on its line.
func byline(s string) (item, bool) {
	key := bylineKey.FindString(s)
	if key == "" {
		return item{}, false
	}
	if len(s) <= headerBytes {
		value := field(s[len(key):])
		value = strings.TrimRight(value[:dateIn(value)], " ,–—-")
		if by, ok := credits(value); ok && (!strings.HasSuffix(value, ".") || abbreviated(value)) {
			return item{size: len(key) + len(value), reason: "a byline", byline: by.names, outlet: by.outlet}, true
		}
	}
	return bylineBeforeBody(s, len(key))
}

// bylineBeforeBody reads a byline that is followed by the article: "By Ann Doe, CNX
// (CNX) — The gates …". key is the byte offset of the names in s.
func bylineBeforeBody(s string, key int) (item, bool) {
	line := anchored.Head(s, headerBytes)
	comma := false // a comma precedes the word that ends at i
	for i := key + 1; i < len(line); i++ {
		if line[i-1] != ' ' {
			continue
		}
		value := strings.TrimRight(line[key:i], " ,–—-")
		last := value[strings.LastIndexByte(value, ' ')+1:]
		signed := comma && (isAcronym(last) || isAgency(last)) && bodyBegins(s[i:])
		comma = strings.HasSuffix(strings.TrimRight(line[key:i], " "), ",")
		if _, ok := leadingDateline(s[i:]); (!ok || comma) && !signed {
			continue
		}
		if by, ok := credits(value); ok {
			return item{size: key + len(value), reason: "a byline", byline: by.names, outlet: by.outlet, open: true}, true
		}
	}
	return item{}, false
}

// dateIn returns the byte offset of a date that extends to the end of s, or len(s).
func dateIn(s string) int {
	last := strings.LastIndexAny(s, "0123456789") // every date has digits
	for i := max(1, len(s)-calendar.DateBytes); i <= last; i++ {
		if s[i-1] != ' ' {
			continue
		}
		if d, ok := calendar.Leading(s[i:]); ok && i+d.Size == len(s) {
			return i
		}
	}
	return len(s)
}

// credit holds the names of the authors and their outlet.
type credit struct{ names, outlet string }

// credits parses a byline. Its parts between commas are people, their roles, and
// the outlet; the first part is needed, the others are optional. A single word
// after a comma is an outlet, because people have more than one name. So is a part
// with one of pressWords.
func credits(s string) (by credit, ok bool) {
	s = strings.TrimRight(strings.TrimSpace(s), ".")
	if names, outlet, found := strings.Cut(s, " for "); found && isName(outlet, 5) {
		by.outlet, s = outlet, names
	}
	parts := listComma.Split(s, -1)
	if first := parts[0]; len(parts) == 1 && (isAgency(first) || isAcronym(first) || strings.HasPrefix(first, "The ") && isName(first, 5)) {
		return credit{outlet: first}, true
	}
	parts[0], by.outlet = splitShouted(parts[0], by.outlet)
	var names []string
	for i, part := range parts {
		switch {
		case i > 0 && by.outlet == "" && isRole(part):
			if outlet := rolesOutlet(part); outlet != "" {
				by.outlet = outlet
			}
		case i > 0 && (isName(part, 5) || isAgency(part)) && (isOutlet(part) && !isShouted(parts[0]) || words(part, 2) == 1 || hasWord(part, pressWords)):
			if by.outlet == "" {
				by.outlet = part
			}
		case by.outlet != "" && i > 0 && isName(part, 3): // the place where they wrote
		case arePeople(part, i == 0):
			names = append(names, placeTail.ReplaceAllString(part, ""))
		default:
			return credit{}, false
		}
	}
	by.names = strings.Join(names, ", ")
	return by, len(names) > 0
}

// splitShouted splits "UNITED WIRE" from "Ann Doe UNITED WIRE", unless an outlet is
// known.
func splitShouted(s, outlet string) (names, agency string) {
	fields := strings.Fields(s)
	n := len(fields)
	for n > 2 && isShouted(fields[n-1]) && !isShouted(fields[0]) {
		n--
	}
	if agency := strings.Join(fields[n:], " "); outlet == "" && n < len(fields) && (n+1 < len(fields) || isAgency(agency)) {
		return strings.Join(fields[:n], " "), agency
	}
	return s, outlet
}

// isRole reports whether s is a role: "political correspondent".
func isRole(s string) bool { return words(s, 6) < 6 && hasWord(s, roles) }

// rolesOutlet returns the outlet in "Associated Press Writer" or "BBC News
// correspondent", or "" if there is none.
func rolesOutlet(s string) string {
	fields := strings.Fields(s)
	for n := len(fields) - 1; n > 0; n-- {
		if name := strings.Join(fields[:n], " "); !hasWord(name, roles) && isName(name, 4) && isOutlet(name) {
			return name
		}
	}
	return ""
}

// arePeople reports whether s is one or several names joined by "and". The first
// may be a role: "By staff reporters".
func arePeople(s string, first bool) bool {
	s = placeTail.ReplaceAllStringFunc(s, func(place string) string {
		if _, name, _ := strings.Cut(strings.TrimSpace(place), " "); isName(name, 3) {
			return ""
		}
		return place
	})
	if first && isRole(s) && words(s, 4) < 4 && !strings.Contains(s, " the ") {
		return true
	}
	for _, name := range listAnd.Split(s, -1) {
		if !isName(name, 5) || words(name, 2) < 2 || strings.HasPrefix(name, "The ") {
			return false
		}
		first, _, _ := strings.Cut(name, " ")
		if calendar.WeekdayOnly.MatchString(first) {
			return false
		}
	}
	return true
}
