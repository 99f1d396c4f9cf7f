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
	Asides   []model.Span   // what in it is to be set aside, in bytes and in order: the signature of a mail
	Record   string         // which record of an export it is, with all that the provider put around it: "2 of 3"
	Place    model.Span     // where its record is in the file: in Input.Text if there is one, otherwise in Input.Raw; zero if unknown
	Whole    string         // all text of a page that has lines as exports have; "" for others
}

// Options says how files are read.
type Options struct {
	Columns Columns // which columns of tables hold what; guessed where empty
	// Mapped, if set, gives what is known of tables with these columns, in
	// place of Columns.
	Mapped func(names []string) (Columns, bool)
	// Encoding is that of web pages and tables, where it is known; "" means find
	// it out.
	Encoding string
	// Decode, if set, decodes the bytes of a file in an encoding; "" means guess it.
	Decode func(raw []byte, encoding string) (text, name string, err error)
	// AllBlocks makes an article of each block of a page that looks like one, and not
	// only of the one that the page is about.
	AllBlocks bool
	// Room, if set, is asked for the memory that a file takes beside its own bytes
	// and its text, before that is used.
	Room Room
}

// guessing returns the options for a part of a file that is not in the encoding of
// the whole.
func (o Options) guessing() Options { return Options{Decode: o.Decode} }

// Room is the memory that a file may take, in bytes.
type Room interface {
	// Take takes n bytes, and waits for them if need be. An error refuses the file.
	Take(n int64) error
	// Give gives n of the bytes back.
	Give(n int64)
}

// within calls work while n bytes are taken.
func (o Options) within(n int64, work func() error) error {
	if o.Room == nil || n == 0 {
		return work()
	}
	if err := o.Room.Take(n); err != nil {
		return err
	}
	defer o.Room.Give(n)
	return work()
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
		return nil, "", errNoText
	case size > maxText:
		return nil, "", errTooLong
	}
	return kept, encoding, err
}

// maxText is how much text a file may hold, in bytes.
const maxText = 64 << 20

var errNoText = fmt.Errorf("%w: no text was found in it", model.ErrEmptyFile)

var errTooLong = fmt.Errorf("%w: it holds more than %d MiB of text; divide it first", model.ErrTooLarge, maxText>>20)

// lockedPackage is the name, in UTF-16, of what a DOCX with a password holds.
const lockedPackage = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// MaxArticles is how many articles one file may hold.
const MaxArticles = 100_000

// ErrTooMany refuses a file that holds more than MaxArticles.
var ErrTooMany = fmt.Errorf("%w: it holds more than %d articles; divide it first", model.ErrTooLarge, MaxArticles)

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
	case isTNEF(front):
		return reader{"tnef", readTNEF}
	case isHTML(front) && isTelegramPage(raw):
		return reader{"telegram", readTelegramPage}
	case isHTML(front):
		return reader{"html", readHTML}
	case isWebArchive(front):
		return reader{"mhtml", readWebArchive}
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
	case isSubtitles(text):
		return reader{"subtitles", readSubtitles}
	case isTelegram(text):
		return reader{"telegram", readTelegram}
	case isJSON(text):
		return reader{"json", readJSON}
	case isJSONLines(text):
		return reader{"jsonl", readJSON}
	case isCutJSON(text):
		return reader{"json", readJSON}
	case isMarkdown(text):
		return reader{"markdown", readMarkdown}
	}
	switch tableOf(text, opts).comma {
	case '\t':
		return reader{"tsv", readTable}
	case 0:
		return nil
	}
	return reader{"csv", readTable}
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
		if len(first) < 4*len(title)+longestHeading && sameWords(first, title) {
			return text
		}
		rest = after
	}
	return title + "\n\n" + text
}

func sameWords(a, b string) bool { return strings.EqualFold(plain(a), plain(b)) }
