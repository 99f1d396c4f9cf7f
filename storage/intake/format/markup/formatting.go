package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
)

// Elements that are opened again
//
// Where a page leaves an element such as <b> open, its parser opens it again in
// every paragraph that follows, as browsers do:
//
//	<p><b>One <p>Two <p>Three        <p><b>One</b></p><p><b>Two</b></p><p><b>Three</b></p>
//
// Four hundred of them before a million paragraphs make 400 million elements out
// of five megabytes, so they are counted before a page is taken apart.

// reopening are the elements that are opened again.
var reopening = article.WordSet("a b big code em font i nobr s small strike strong tt u")

// fewReopened is how many elements opened again are not worth a closer look.
const fewReopened = 1 << 17

// reopened bounds how many elements the parser of a page opens again, given how
// many tags it has.
func reopened(page string, tags int) int {
	if most := mostOpen(page) * tags; most <= fewReopened {
		return most
	}
	var open []string // tags as they are written
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
			if open = append(open, raw); alike(open, raw) > 3 { // the parser forgets the first then
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
		if count > 2*maxTags || len(open) > 1<<10 { // deeper than the parser goes
			return 2*maxTags + 1
		}
	}
}

// alike counts the tags that are written as one is.
func alike(open []string, raw string) (n int) {
	for _, one := range open {
		if one == raw {
			n++
		}
	}
	return n
}

// mostOpen returns how many of the elements that are opened again are open at
// once at the most.
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

// nameOf returns the name that a tag begins with, in small letters; "" for one
// that is too long to be opened again.
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
