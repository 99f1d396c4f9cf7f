package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/report/words"
)

// naming says what the analysts are called in a document.
type naming struct {
	names  record.Names
	shown  map[string]string // by stored name, if names are left out
	called []string          // what analysts are or were called, the longest first
	as     map[string]string // by what they are called
}

// newNaming reads the names of the analysts. If redact is set, they are numbered in the order of
// their ids, which all copies of a project share.
func newNaming(p *storage.Project, w *words.Words, redact bool) (n naming, err error) {
	if n.names, err = p.Names(); err != nil || !redact {
		return n, err
	}
	ids, err := p.AnalystIDs()
	if err != nil {
		return n, err
	}
	all := n.names.All()
	slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(ids[a].String(), ids[b].String()) })
	n.shown, n.as = map[string]string{}, map[string]string{}
	byName := map[string]string{} // people who are one in this project have one name
	for _, stored := range all {
		name := n.names.Shown(stored)
		if byName[name] == "" {
			byName[name] = w.Say("Analyst {number}", "number", strconv.Itoa(len(byName)+1))
		}
		n.shown[stored] = byName[name]
		for _, called := range []string{name, stored, n.names.Plain(stored)} {
			if called != "" && n.as[called] == "" {
				n.as[called] = byName[name]
				n.called = append(n.called, called)
			}
		}
	}
	slices.SortFunc(n.called, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return n, nil
}

// of returns what the analyst with a stored name is called.
func (n *naming) of(stored string) string {
	if n.shown == nil {
		return n.names.Shown(stored)
	}
	return n.shown[stored]
}

// all returns what the analysts are called, each once.
func (n *naming) all(stored []string) (called []string) {
	for _, one := range stored {
		if name := n.of(one); !slices.Contains(called, name) {
			called = append(called, name)
		}
	}
	return called
}

// text returns a text that an analyst wrote. If names are left out, those that stand in it as words
// are replaced.
func (n *naming) text(text string) string {
	if len(n.called) == 0 {
		return text
	}
	var out strings.Builder
	for at := 0; at < len(text); {
		if name := n.at(text, at); name != "" {
			out.WriteString(n.as[name])
			at += len(name)
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		out.WriteString(text[at : at+size])
		at += size
	}
	return out.String()
}

// at returns the name that stands as a word at a byte offset of a text, or "".
func (n *naming) at(text string, at int) string {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	if at > 0 && wordRune(before) {
		return ""
	}
	for _, name := range n.called {
		if !strings.HasPrefix(text[at:], name) {
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[at+len(name):])
		if at+len(name) == len(text) || !wordRune(after) {
			return name
		}
	}
	return ""
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
