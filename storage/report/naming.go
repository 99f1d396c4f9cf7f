package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
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
		if name, size := n.at(text, at); size > 0 {
			out.WriteString(n.as[name])
			at += size
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		out.WriteString(text[at : at+size])
		at += size
	}
	return out.String()
}

// book returns a codebook with the names of analysts replaced in its texts.
func (n *naming) book(book model.Codebook) model.Codebook {
	if len(n.called) == 0 {
		return book
	}
	book = slices.Clone(book)
	for i := range book {
		l := &book[i]
		for _, text := range []*string{&l.Name, &l.Definition, &l.Use, &l.Avoid} {
			*text = n.text(*text)
		}
	}
	return book
}

// at returns the name that stands as a word at a byte offset of a text, and its size in bytes
// there, or 0 if there is none.
func (n *naming) at(text string, at int) (string, int) {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	if at > 0 && wordRune(before) {
		return "", 0
	}
	for _, name := range n.called {
		size := standing(text[at:], name)
		if size == 0 {
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[at+size:])
		if at+size == len(text) || !wordRune(after) {
			return name, size
		}
	}
	return "", 0
}

// standing returns the size in bytes of a name at the beginning of a text, or 0 if it does not stand
// there. Case makes no difference for names of several words; names of one word may be ordinary
// words, such as Will and Mark.
func standing(text, name string) (size int) {
	fold := strings.Contains(name, " ")
	for _, want := range name {
		got, n := utf8.DecodeRuneInString(text[size:])
		if n == 0 || got != want && (!fold || unicode.ToLower(got) != unicode.ToLower(want)) {
			return 0
		}
		size += n
	}
	return size
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
