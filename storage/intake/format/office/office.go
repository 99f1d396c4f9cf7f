// Package office reads the text of DOCX, ODT, EPUB and RTF documents.
package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/archive"
	"assay.app/assay/storage/intake/format/article"
)

// DOCX, ODT and EPUB are ZIP files with XML inside. Only their text and some
// metadata are read.

// maxEntry is the maximum size of an entry that walk reads, in bytes. maxEntries is
// the maximum number of entries in a document.
const (
	maxEntry   = 128 << 20
	maxEntries = 1 << 16
)

// Recognise returns the format of a document that is a ZIP file. If the document
// cannot be read, the Read method of the format returns the reason.
func Recognise(raw []byte) article.Format {
	z, err := archive.OpenZIP(bytes.NewReader(raw), int64(len(raw)), maxEntries)
	if errors.Is(err, archive.ErrHarmful) {
		return article.NewRefusal("docx", err)
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return article.NewRefusal("docx", fmt.Errorf("%w: the document is cut off or altered; get it again from its source", model.ErrDamaged))
	}
	p := packOf(z)
	kind := string(p.head("mimetype"))
	switch {
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.text"):
		return article.NewFormat("odt", p.odt)
	case strings.HasPrefix(kind, "application/epub+zip"), p.has("META-INF/container.xml") && kind == "":
		return article.NewFormat("epub", p.epub)
	case p.has(p.wordDocument()):
		return article.NewFormat("docx", p.docx)
	case p.has("xl/workbook.xml"), strings.Contains(kind, "spreadsheet"):
		return article.NewRefusal("a spreadsheet", fmt.Errorf("%w: save its table as a .csv file first", model.ErrBinary))
	}
	return article.NewRefusal("an office document", fmt.Errorf("%w: this kind contains no article; save its text as a .txt file first", model.ErrBinary))
}

// pack is a document that is a ZIP file.
type pack struct {
	files map[string]*zip.File
}

func packOf(z *zip.Reader) *pack {
	p := &pack{files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if p.files[f.Name] == nil { // the first of several counts
			p.files[f.Name] = f
		}
	}
	return p
}

func (p *pack) has(name string) bool { return p.files[name] != nil }

// head returns up to 128 bytes from the beginning of an entry, or nothing.
func (p *pack) head(name string) []byte {
	f := p.files[name]
	if f == nil {
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return nil
	}
	defer in.Close()
	front, _ := io.ReadAll(io.LimitReader(in, 128))
	return front
}

// walk reads an XML entry token by token.
func (p *pack) walk(name string, visit func(xml.Token) error) error {
	f := p.files[name]
	if f == nil {
		return fmt.Errorf("%w: %s is missing in it; save it again", model.ErrDamaged, name)
	}
	const encrypted = 0x1
	if f.Flags&encrypted != 0 {
		return fmt.Errorf("%w; save it without one", model.ErrEncrypted)
	}
	in, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %s cannot be read (%v)", model.ErrDamaged, name, err)
	}
	defer in.Close()
	return walkXML(bounded(in, f, maxEntry), name, visit)
}

// prose collects the paragraphs of a document. The paragraphs of a text box follow
// the paragraph in which the box is anchored.
type prose struct {
	article.Paragraphs
	passed int                // number of open elements to skip
	taken  int                // number of open elements whose text counts
	inBox  int                // number of open text boxes
	boxes  article.Paragraphs // the text boxes of the open paragraph
}

func (p *prose) Write(s string) {
	if p.inBox > 0 {
		p.boxes.Write(s)
		return
	}
	p.Paragraphs.Write(s)
}

func (p *prose) End() {
	if p.inBox > 0 {
		p.boxes.End()
		return
	}
	p.Paragraphs.End()
	p.Paragraphs.Take(&p.boxes)
}

// maxParagraphs is the maximum number of paragraphs in a document.
const maxParagraphs = 1 << 20

// full returns an error if there is too much text or there are too many paragraphs.
func (p *prose) full() error {
	if p.Size()+p.boxes.Size() > article.MaxText || p.Many+p.boxes.Many > maxParagraphs {
		return article.ErrTooMuch
	}
	return nil
}

func xmlAttr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// core reads only the language of a document. The author and the date of a file may
// not be those of the article.
func (p *pack) core(name string) (m model.Metadata) {
	fields := p.dublin(name)
	m.Language = fields["language"]
	return m
}

// dublin reads Dublin Core elements, the first of each that is not empty. It omits
// those that cannot be read.
func (p *pack) dublin(name string) map[string]string {
	fields, open := map[string]string{}, ""
	_ = p.walk(name, func(token xml.Token) error { // anything read before an error is kept
		switch t := token.(type) {
		case xml.StartElement:
			open = ""
			if t.Name.Space == "http://purl.org/dc/elements/1.1/" && fields[t.Name.Local] == "" {
				open = t.Name.Local
			}
		case xml.EndElement:
			open = ""
		case xml.CharData:
			if open != "" && len(fields[open]) < 1<<12 {
				fields[open] = article.Plain(fields[open] + string(t))
			}
		}
		return nil
	})
	return fields
}

// number returns the integer in s. If s is not an integer, it returns the value of
// otherwise.
func number(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}
