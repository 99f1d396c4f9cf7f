package search

import (
	"strings"
	"unicode"

	"assay.app/assay/model/search/token"
)

// isName reports whether a piece of a query could be the name of a filter.
func isName(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
}

// filterSynonyms are names that people may type instead of the names of filters.
var filterSynonyms = map[string]Kind{
	"tag": Label, "tags": Label, "code": Label, "source": Outlet, "publisher": Outlet, "paper": Outlet, "site": Outlet,
	"user": Analyst, "by": Analyst, "coder": Analyst, "published": Date, "year": Date, "before": Date, "after": Date,
	"since": Date, "until": Date, "from": Date, "day": Date, "comment": Note, "rating": Grade, "reliability": Grade, "credibility": Info, "information": Info, "language": Lang, "headline": Title,
	"speaker": Voice, "speakers": Voice, "statements": Statement, "fact": Statement, "mention": Statement, "attitude": Stance, "position": Stance, "agency": Origin, "wire": Origin, "origins": Origin,
	"versions": Version, "superseded": Version,
}

// kind reads the name of a filter, s[from:to], before a colon. If there is no such
// filter, it returns an error if one was clearly meant, and noKind otherwise.
func (p *parser) kind(from, to int) (Kind, error) {
	typed := strings.ToLower(p.s[from:to])
	for k := Label; k < Tagged; k++ {
		if typed == k.String() {
			return k, nil
		}
	}
	rest := p.s[to+1:]
	if strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, ":") {
		return noKind, nil // “https://…”, “std::string”
	}
	e, valued := p.fail(UnknownFilter, from, to), p.more(to+1)
	for k := Label; k < Tagged; k++ {
		most := 1
		if valued {
			most = len(k.String()) / 3
		}
		if valued && filterSynonyms[typed] == k || len(typed) > 2 && token.Near(typed, k.String(), false, most) {
			e.Want = append(e.Want, k.String()+":")
		}
	}
	if len(e.Want) == 0 && !valued {
		return noKind, nil // “Update: the river rose”, “Source: Reuters”
	}
	return noKind, e
}

// values reads the values after the colon of the filter that begins at byte start,
// and adds the filter to the query.
func (p *parser) values(f Filter, start int) error {
	for {
		if !p.more(p.at) {
			return p.fail(MissingValue, start, p.at)
		}
		var from, to int
		if r, size := p.peek(); isQuote(r) {
			p.at += size
			from, to = p.quoted()
		} else {
			from, to = p.at, p.bareEnd(endsValue)
			p.at = to
		}
		if err := p.value(&f, start, from, to); err != nil {
			return err
		}
		p.count++
		if r, _ := p.peek(); r != ',' {
			p.filter(f)
			return nil
		}
		p.at++
	}
}

// endsValue reports whether a character ends a value that is not in quotes.
func endsValue(r rune) bool { return unicode.IsSpace(r) || r == ',' }

// value adds s[from:to] to the values of the filter that begins at byte start.
func (p *parser) value(f *Filter, start, from, to int) error {
	text := strings.TrimSpace(p.s[from:to])
	from += strings.Index(p.s[from:to], text)
	to = from + len(text)
	if f.Kind == Definition && text != "" && !strings.EqualFold(text, oldDefinition) && !strings.EqualFold(text, currentDefinition) {
		return p.fail(BadDefinition, from, to)
	}
	if f.Kind == Version && text != "" && !validVersion(text) {
		return p.fail(BadVersion, from, to)
	}
	if f.Kind == Stance && text != "" && !validStance(text) {
		return p.fail(BadStance, from, to)
	}
	if (f.Kind == Grade || f.Kind == Info) && text != "" {
		v, reason := gradeValueOf(f.Kind, text)
		if reason != 0 {
			return p.fail(reason, from, to)
		}
		f.grades = append(f.grades, v)
	} else if f.Kind == Date && text != "" {
		d, reason := parseDates(text)
		if reason != 0 {
			return p.fail(reason, from, to)
		}
		f.Dates = append(f.Dates, d)
	} else {
		n, ok := filterValueOf(f.Kind, text)
		if !ok {
			return p.fail(MissingValue, start, max(p.at, to))
		}
		f.names, f.cutters = append(f.names, n), p.cutters
	}
	f.Values = append(f.Values, text)
	return nil
}
