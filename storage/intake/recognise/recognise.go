// Package recognise finds what surrounds the body of an article, such as its header,
// dateline and credit, and divides the text into units.
package recognise

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/record"
)

// Recognition is what Recognise found around the body of an article.
type Recognition struct {
	Metadata model.Metadata
	Regions  []Region // in text order, not empty, not overlapping, each within one paragraph
}

// Region is a stretch of text to set aside.
type Region struct {
	Span   model.Span
	Kind   model.UnitKind // never model.UnitSentence
	Reason string         // what it was taken for, in words for people: "a byline"
}

// Known is what the file's format, the provider of an export and the analyst state
// about an article.
type Known struct {
	Asides []record.Aside
	Title  string
	// HeadlinesAside means that headlines are set aside as headers.
	HeadlinesAside bool
}

// Recognise finds the metadata of an article in its text, and the parts of the text
// that are not the article itself: a header with date and byline, a dateline, a
// credit, residue of a page.
//
// It judges mostly by form. A plain text has no markup, and setting a sentence
// aside is worse than leaving a byline among the sentences. So each form must match
// as a whole and in its place:
//
//	head     date 2031-04-02 By Ann Doe, The Paper       header, in the first lines
//	         Bridge fails a second time                  the title; a sentence, or a header
//	body     PORT TOWN, April 2 (Wire) – The bridge …    dateline, once, before body text
//	         … he said. Share                            residue, anywhere
//	tail     … she said. – WIRE                          credit, at the very end
//	         Source: The Paper                           credit
//
// If several of them name an outlet, this order decides: header, copyright,
// "Source:", dateline, closing credit.
func Recognise(text string, paragraphs []model.Span, k Known) Recognition {
	r := recogniser{text: text, rest: slices.Clone(paragraphs), title: -1}
	r.provided(k.Asides)
	r.residue()
	r.tail()
	r.header()
	r.headline()
	r.dateline()
	if k.HeadlinesAside {
		r.setHeadlineAside(k.Title)
	}
	r.decide()
	return r.result()
}

// recogniser removes regions from the edges of the paragraphs, step by step.
type recogniser struct {
	text    string
	rest    []model.Span // what is left of each paragraph; trimmed, may be empty
	regions []Region
	meta    model.Metadata
	title   int // index of the paragraph with the headline, or -1

	time       string // time of day, if the header has it apart from the date
	updated    string // a date that only states when the article was changed
	copyright  string // this and the next three are outlets, by where the text names them
	source     string
	agency     string
	signedWith string
}

// takeHead sets aside the first n bytes of the rest of paragraph i.
func (r *recogniser) takeHead(i, n int, kind model.UnitKind, reason string) {
	s := r.rest[i]
	r.add(model.Span{Start: s.Start, End: s.Start + n}, kind, reason)
	r.rest[i] = trimSpan(r.text, model.Span{Start: s.Start + n, End: s.End})
}

// takeTail sets aside the rest of paragraph i from its byte n on.
func (r *recogniser) takeTail(i, n int, kind model.UnitKind, reason string) {
	s := r.rest[i]
	r.add(model.Span{Start: s.Start + n, End: s.End}, kind, reason)
	r.rest[i] = trimSpan(r.text, model.Span{Start: s.Start, End: s.Start + n})
}

func (r *recogniser) add(s model.Span, kind model.UnitKind, reason string) {
	if s = trimSpan(r.text, s); s.Len() > 0 {
		r.regions = append(r.regions, Region{Span: s, Kind: kind, Reason: reason})
	}
}

// provided sets aside the spans that the file's format sets aside, or that a
// provider put around the article.
func (r *recogniser) provided(asides []record.Aside) {
	i := 0
	for _, a := range asides {
		for i < len(r.rest) && r.rest[i].End <= a.Span.Start {
			i++
		}
		kind := model.UnitHeader
		if a.Tail {
			kind = model.UnitResidue
		}
		for k := i; k < len(r.rest) && r.rest[k].Start < a.Span.End; k++ {
			s := r.rest[k]
			from, to := max(s.Start, a.Span.Start), min(s.End, a.Span.End)
			switch {
			case from >= to:
			case from == s.Start:
				r.takeHead(k, to-from, kind, "not of the article itself")
			case to == s.End:
				r.takeTail(k, from-s.Start, kind, "not of the article itself")
			default:
				r.add(model.Span{Start: from, End: to}, kind, "not of the article itself")
			}
		}
	}
}

// left returns the rest of paragraph i.
func (r *recogniser) left(i int) string { return r.rest[i].Of(r.text) }

// decide sets the outlet and the day from the most reliable step that found one.
func (r *recogniser) decide() {
	r.meta.Outlet = cmp.Or(r.meta.Outlet, r.copyright, r.source, r.agency, r.signedWith)
	r.meta.Published = cmp.Or(r.meta.Published, r.updated)
}

// result returns what was found. It returns no regions if they would leave no text
// to tag.
func (r *recogniser) result() Recognition {
	empty := func(s model.Span) bool { return s.Len() == 0 }
	if !slices.ContainsFunc(r.rest, func(s model.Span) bool { return !empty(s) }) {
		return Recognition{Metadata: r.meta}
	}
	slices.SortFunc(r.regions, func(a, b Region) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return Recognition{Metadata: r.meta, Regions: r.regions}
}

// trimSpan trims white space at both ends of s.
func trimSpan(text string, s model.Span) model.Span {
	part := s.Of(text)
	left := strings.TrimLeftFunc(part, unicode.IsSpace)
	s.Start += len(part) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// plain collapses the white space in s and trims it.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
