package report

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/storage/report/content"
)

// page receives the blocks of a document.
type page struct {
	put     func(content.Block) bool
	stopped bool // the reader wants no more
}

// add adds a block.
func (p *page) add(b content.Block) {
	if !p.stopped {
		p.stopped = !p.put(b)
	}
}

func (p *page) heading(level int, id, title string) {
	p.add(content.Heading{Level: level, ID: id, Text: plain(title)})
}

// say adds a paragraph of running text, unless it is empty.
func (p *page) say(text string) { p.paragraph(content.Body, content.Plain(text)) }

// paragraph adds a paragraph, unless it is empty.
func (p *page) paragraph(look content.Look, runs ...content.Run) {
	if !content.Blank(runs) {
		p.add(content.Paragraph{Look: look, Text: runs})
	}
}

// labelled adds a paragraph that begins with a label in bold, unless the text is empty.
func (p *page) labelled(label, text string) {
	if text != "" {
		p.paragraph(content.Body, append([]content.Run{bold(label + " ")}, leftward(plain(text))...)...)
	}
}

// outline returns the headings of the first levels that add adds.
func outline(levels int, add func(*page)) (entries []content.Entry) {
	add(&page{put: func(b content.Block) bool {
		if h, is := b.(content.Heading); is && h.Level <= levels {
			entries = append(entries, content.Entry{Level: h.Level, ID: h.ID, Title: content.Text(h.Text)})
		}
		return true
	}})
	return entries
}

// blocks returns the blocks that add adds, each time it is read. If add returns an error, it is in
// the last pair.
func blocks(add func(*page) error) iter.Seq2[content.Block, error] {
	return func(yield func(content.Block, error) bool) {
		p := &page{put: func(b content.Block) bool { return yield(b, nil) }}
		if err := add(p); err != nil && !p.stopped {
			yield(nil, err)
		}
	}
}

// rows returns the rows of a table that are there already.
func rows(all [][]content.Cell) iter.Seq2[[]content.Cell, error] {
	return func(yield func([]content.Cell, error) bool) {
		for _, row := range all {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func plain(text string) []content.Run { return []content.Run{content.Plain(text)} }

func bold(text string) content.Run { return content.Run{Text: text, Bold: true} }

func italic(text string) content.Run { return content.Run{Text: text, Italic: true} }

func muted(text string) content.Run { return content.Run{Text: text, Muted: true} }

// linked returns a text that leads to a place or an address, or a plain text if link is "".
func linked(text, link string) content.Run { return content.Run{Text: text, Link: link} }

// address returns an address that leads to itself.
func address(url string) content.Run {
	return content.Run{Text: url, Link: webAddress(url), Mono: true}
}

// webAddress returns an address if documents can link to it, otherwise "".
func webAddress(url string) string {
	if _, web := content.Target(url); web == "" {
		return ""
	}
	return url
}

func cell(runs ...content.Run) content.Cell { return content.Cell{Text: runs} }

func textCell(text string) content.Cell { return cell(content.Plain(text)) }

// joined puts a separator between groups of runs, and leaves out empty groups.
func joined(separator string, groups ...[]content.Run) (all []content.Run) {
	for _, g := range groups {
		if content.Blank(g) {
			continue
		}
		if len(all) > 0 {
			all = append(all, content.Plain(separator))
		}
		all = append(all, g...)
	}
	return all
}

// onNewLines begins a new line before each group of runs but the first, and leaves out empty
// groups.
func onNewLines(groups ...[]content.Run) (all []content.Run) {
	for _, g := range groups {
		if content.Blank(g) {
			continue
		}
		if len(all) > 0 {
			g = slices.Clone(g)
			g[0].Break = true
		}
		all = append(all, g...)
	}
	return all
}

// Signs that set directions (Unicode Standard Annex 9).
const (
	leftToRight  = "\u200E"
	beginIsolate = "\u2068"
	endIsolate   = "\u2069"
)

// isolated returns a name from an article so that its direction does not change the order of what
// stands around it.
func isolated(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool {
		return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
	}) {
		return beginIsolate + name + endIsolate
	}
	return name
}

// leftward begins a line with a sign that makes it run from left to right, as all languages of
// words do, if its first run is an isolated name.
func leftward(runs []content.Run) []content.Run {
	if len(runs) > 0 && strings.HasPrefix(runs[0].Text, beginIsolate) {
		runs[0].Text = leftToRight + runs[0].Text
	}
	return runs
}
