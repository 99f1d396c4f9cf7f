package format

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/archive"
)

// Text is one article in a file: paragraphs, divided by empty lines.
type Text struct {
	Text     string
	Metadata model.Metadata // as the file says it; Published as it is written there
	Part     string         // which of the articles in the file: "#12"; "" where it is the only one
}

// Options says how files are read.
type Options struct {
	Columns Columns // which columns of tables hold what; guessed where empty
	// Mapped, if set, gives what is known of tables with these columns, in
	// place of Columns.
	Mapped func(names []string) (Columns, bool)
}

// Input is a file to be read.
type Input struct {
	Raw      []byte
	Text     string // Raw decoded, for formats that are plain text underneath
	Encoding string // of Raw, where that is known already
}

// Format is a kind of file that articles are made of.
type Format interface {
	// Name is what the format is called in projects: "html".
	Name() string
	// Read gives the articles in a file, at least one, or an error that says
	// what to do: model.ErrDamaged, ErrBinary, ErrEncrypted, ErrEmptyFile,
	// ErrNoArticles or ErrTooLarge. The encoding is that of the file, "" where it
	// is not a text file. With texts there is an error where a part of the file was
	// LeftOut.
	Read(in Input, opts Options) (texts []Text, encoding string, err error)
}

// reader is a format made of a name and a function.
type reader struct {
	name string
	read func(Input, Options) ([]Text, string, error)
}

func (r reader) Name() string { return r.name }

// Read implements Format. The libraries beneath are given files that were
// made to break them, so a panic in one is taken for damage in the file.
func (r reader) Read(in Input, opts Options) (texts []Text, encoding string, err error) {
	defer func() {
		if p := recover(); p != nil {
			texts, err = nil, fmt.Errorf("%w: its inner form is wrong (%v)", model.ErrDamaged, p)
		}
	}()
	texts, encoding, err = r.read(in, opts)
	var left LeftOut
	if err != nil && !errors.As(err, &left) {
		return nil, "", err
	}
	kept := texts[:0]
	size := 0
	for _, t := range texts {
		if strings.TrimSpace(t.Text) != "" {
			kept = append(kept, t)
			size += len(t.Text)
		}
	}
	switch {
	case len(kept) == 0 && err != nil:
		return nil, "", err
	case len(kept) == 0:
		return nil, "", fmt.Errorf("%w: no text was found in it", model.ErrEmptyFile)
	case size > maxText:
		return nil, "", fmt.Errorf("%w: it holds more than %d MiB of text; divide it first", model.ErrTooLarge, maxText>>20)
	}
	return kept, encoding, err
}

// maxText is how much text a file may hold, in bytes.
const maxText = 64 << 20

// lockedPackage is the name, in UTF-16, of what a DOCX with a password holds.
const lockedPackage = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// maxTexts is how many articles one file may hold.
const maxTexts = 100_000

var errTooMany = fmt.Errorf("%w: it holds more than %d articles; divide it first", model.ErrTooLarge, maxTexts)

// OfBytes recognises formats by bytes that plain text does not begin with.
// It gives nil where it knows none.
func OfBytes(raw []byte) Format {
	front := raw[:min(len(raw), archive.FrontBytes)]
	switch {
	case bytes.HasPrefix(front, []byte("%PDF-")):
		return reader{"pdf", readPDF}
	case bytes.HasPrefix(front, []byte(`{\rtf`)):
		return reader{"rtf", readRTF}
	case archive.IsDocument(front):
		return office(raw)
	case bytes.HasPrefix(front, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) && bytes.Contains(raw, []byte(lockedPackage)):
		return refuser("docx", fmt.Errorf("%w; save it without one", model.ErrEncrypted))
	case isHTML(front):
		return reader{"html", readHTML}
	case isMail(front):
		return reader{"eml", readMail}
	case isMailbox(front):
		return reader{"mbox", readMailbox}
	}
	return nil
}

// OfText recognises formats that are plain text underneath. It gives nil for
// a text that is just that.
func OfText(text string, opts Options) Format {
	switch {
	case isJSON(text):
		return reader{"json", readJSON}
	case isJSONLines(text):
		return reader{"jsonl", readJSON}
	case isMarkdown(text):
		return reader{"markdown", readMarkdown}
	}
	switch tableOf(text, opts) {
	case '\t':
		return reader{"tsv", readTable}
	case 0:
		return nil
	}
	return reader{"csv", readTable}
}

// paragraphs gathers the paragraphs of a text.
type paragraphs struct {
	b    strings.Builder
	open strings.Builder // the paragraph being written
	many int             // paragraphs that were written
}

// write adds to the paragraph being written.
func (p *paragraphs) write(s string) { p.open.WriteString(s) }

// end ends the paragraph being written. White space in it is collapsed; an
// empty one leaves nothing.
func (p *paragraphs) end() {
	line := plain(p.open.String())
	p.open.Reset()
	if line == "" {
		return
	}
	if p.b.Len() > 0 {
		p.b.WriteString("\n\n")
	}
	p.many++
	p.b.WriteString(line)
}

// take takes over what was written to others, in paragraphs of its own.
func (p *paragraphs) take(others *paragraphs) {
	if others.size() == 0 {
		return
	}
	p.end()
	if text := others.text(); text != "" {
		if p.b.Len() > 0 {
			p.b.WriteString("\n\n")
		}
		p.b.WriteString(text)
	}
	others.b.Reset()
}

// size is how much was written, in bytes.
func (p *paragraphs) size() int { return p.b.Len() + p.open.Len() }

// text ends the last paragraph and gives all of them.
func (p *paragraphs) text() string {
	p.end()
	return p.b.String()
}

// plain collapses the white space in s and takes out what is not written:
// soft hyphens, zero-width spaces and control characters.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '\u00AD', r == '\u200B', r == '\uFEFF', r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7F:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))), " ")
}

// headed puts a title before the text, unless the text begins with it: as in
// a plain file, what the headline claims can be labelled too.
func headed(title, text string) string {
	title = plain(title)
	if title == "" || text == "" {
		return text
	}
	rest := text
	for range 3 {
		first, after, _ := strings.Cut(rest, "\n\n")
		if sameWords(first, title) {
			return text
		}
		rest = after
	}
	return title + "\n\n" + text
}

func sameWords(a, b string) bool { return strings.EqualFold(plain(a), plain(b)) }
