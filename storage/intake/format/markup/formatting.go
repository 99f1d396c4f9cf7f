package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
)

// Formatting elements that the parser reopens
//
// If a page leaves an element such as <b> open, the parser reopens it in the
// paragraphs that follow, as browsers do:
//
//	<p><b>One <p>Two <p>Three        <p><b>One</b></p><p><b>Two</b></p><p><b>Three</b></p>
//
// A small page can thus become a huge tree. The elements are therefore counted
// before a page is parsed.

// reopening are the elements that the parser reopens.
var reopening = article.WordSet("a b big code em font i nobr s small strike strong tt u")

// fewReopened is the number of reopened elements up to which an estimate is enough.
const fewReopened = 1 << 17

// reopened estimates how many elements the parser reopens in a page with this
// number of tags.
func reopened(page string, tags int) int {
	if most := mostOpen(page) * tags; most <= fewReopened {
		return most
	}
	var open []string // tags as written
	count, closed := 0, false
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return count
		case html.TextToken:
			if closed {
				count, closed = count+len(open), false
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw()[:min(len(z.Raw()), 256)])
			if !reopening[nameOf(raw[1:])] {
				closed = true
				continue
			}
			if closed {
				count, closed = count+len(open), false
			}
			if open = append(open, raw); alike(open, raw) > 3 { // the parser then forgets the first
				at := slices.Index(open, raw)
				open = slices.Delete(open, at, at+1)
			}
		case html.EndTagToken:
			name := nameOf(string(z.Raw()[2:min(len(z.Raw()), 16)]))
			if !reopening[name] {
				closed = true
				continue
			}
			for i, raw := range slices.Backward(open) {
				if nameOf(raw[1:]) == name {
					open = slices.Delete(open, i, i+1)
					break
				}
			}
		}
		if count > 2*maxTags || len(open) > 1<<10 { // too many, or deeper than the parser goes
			return 2*maxTags + 1
		}
	}
}

func alike(open []string, raw string) (n int) {
	for _, one := range open {
		if one == raw {
			n++
		}
	}
	return n
}

// mostOpen estimates the largest number of reopening elements that are open at
// once.
func mostOpen(page string) (most int) {
	open := 0
	for {
		at := strings.IndexByte(page, '<')
		if at < 0 || at+1 == len(page) {
			return most
		}
		page = page[at+1:]
		if end, ok := strings.CutPrefix(page, "/"); ok {
			if reopening[nameOf(end)] {
				open = max(0, open-1)
			}
		} else if reopening[nameOf(page)] {
			open++
			most = max(most, open)
		}
	}
}

// nameOf returns the name at the beginning of a tag in lower case, or "" if the
// name does not end within eight bytes.
func nameOf(tag string) string {
	var name [8]byte
	for i := range min(len(tag), len(name)) {
		c := tag[i]
		switch c {
		case ' ', '\t', '\n', '\f', '\r', '/', '>':
			return string(name[:i])
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		name[i] = c
	}
	return ""
}
