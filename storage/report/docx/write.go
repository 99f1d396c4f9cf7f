// Package docx writes documents as Office Open XML (ECMA-376, transitional), the format of Word.
package docx

import (
	"archive/zip"
	"bufio"
	"context"
	"fmt"
	"io"
	"time"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/spool"
)

// Options are what a Word document needs beside its content.
type Options struct {
	// Draw returns a drawing as PNG, in the colours of light paper. Scale is the number of pixels
	// for a point. If Draw is nil, the titles of pictures stand in their places.
	Draw func(s *scene.Scene, scale float64) ([]byte, error)
}

// Write writes a document. It writes the text while it reads the blocks, and keeps in memory the
// pictures and, compressed, the notes and addresses. It returns the first error of a block, of w or
// of ctx; what was written until then is no document.
func Write(ctx context.Context, w io.Writer, d *content.Document, o Options) error {
	p := &packer{zip: zip.NewWriter(w), time: d.Created.UTC()}
	if d.Created.IsZero() {
		p.time = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // the first time that an archive can have
	}
	doc := &document{
		Document: d,
		options:  o,
		language: content.Tag(d.Language),
		body:     &part{links: startLinks()},
		notes:    &part{links: startLinks(), inNote: true},
		noted:    spool.New(),
	}
	if doc.language == "" {
		doc.language = "en"
	}
	if content.ScriptOf(doc.language) == content.RightLeft {
		doc.direction = content.RightToLeft
	} else {
		doc.direction = content.LeftToRight
	}
	p.text("[Content_Types].xml", contentTypes)
	p.text("_rels/.rels", packageLinks)
	p.text("docProps/core.xml", doc.core())
	p.text("docProps/app.xml", doc.app())
	p.text("word/styles.xml", doc.styles())
	p.text("word/settings.xml", doc.settings())
	p.text("word/footer1.xml", doc.footer())
	if p.err != nil {
		return p.err
	}
	body, err := p.zip.CreateHeader(p.header("word/document.xml"))
	if err != nil {
		return err
	}
	if err := doc.writeBody(ctx, body); err != nil {
		return err
	}
	p.text("word/numbering.xml", numbering(doc.lists))
	p.spool("word/footnotes.xml", doc.noted)
	p.spool("word/_rels/document.xml.rels", doc.bodyLinks())
	p.spool("word/_rels/footnotes.xml.rels", endLinks(doc.notes.links))
	for i, png := range doc.pictures {
		p.stored(pictureName(i+1), png)
	}
	if p.err != nil {
		return p.err
	}
	return p.zip.Close()
}

// document is a document that is being written.
type document struct {
	*content.Document
	options   Options
	language  string            // of the document; never ""
	direction content.Direction // of the document

	body, notes *part
	noted       *spool.Spool // the footnotes, which the archive has after the body
	bookmarks   int
	lists       int // numbered lists
	pictures    [][]byte
	newPage     bool // the next paragraph begins a page
}

// part is a part of the package that has text: the body or the footnotes.
type part struct {
	*bufio.Writer // keeps its first error until it is flushed
	links         *spool.Spool
	linked        int
	inNote        bool
	noted         int
}

// put writes strings as they are.
func (p *part) put(parts ...string) {
	for _, s := range parts {
		p.WriteString(s)
	}
}

// writeBody writes the part word/document.xml, and fills the spools of the others.
func (d *document) writeBody(ctx context.Context, w io.Writer) error {
	d.body.Writer, d.notes.Writer = bufio.NewWriterSize(w, 1<<15), bufio.NewWriter(d.noted)
	d.notes.put(xmlHead, `<w:footnotes `, namespaces, `>`, noteSeparators)
	d.body.put(xmlHead, `<w:document `, namespaces, `><w:body>`)
	d.front()
	for block, err := range d.Blocks {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = d.block(ctx, block)
		}
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	d.body.put(d.section(), `</w:body></w:document>`)
	d.notes.put(`</w:footnotes>`)
	if err := d.body.Flush(); err != nil {
		return err
	}
	return d.notes.Flush()
}

// block writes one block.
func (d *document) block(ctx context.Context, b content.Block) error {
	switch b := b.(type) {
	case content.Heading:
		d.heading(b)
	case content.Paragraph:
		d.paragraph(b)
	case content.List:
		d.list(b)
	case content.Table:
		return d.table(ctx, &b)
	case content.Picture:
		return d.picture(b)
	case content.Break:
		d.newPage = true
	default:
		return fmt.Errorf("a Word document cannot have a block of type %T", b)
	}
	return nil
}

// packer writes the entries of the archive. After the first error it writes nothing more.
type packer struct {
	zip  *zip.Writer
	time time.Time // of the entries
	err  error
}

func (p *packer) header(name string) *zip.FileHeader {
	return &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.time}
}

func (p *packer) text(name, text string) {
	if p.err != nil {
		return
	}
	w, err := p.zip.CreateHeader(p.header(name))
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	p.err = err
}

func (p *packer) spool(name string, s *spool.Spool) {
	if p.err != nil {
		return
	}
	w, err := p.zip.CreateHeader(p.header(name))
	if err == nil {
		_, err = s.WriteTo(w)
	}
	p.err = err
}

// stored adds an entry whose content is compressed already.
func (p *packer) stored(name string, data []byte) {
	if p.err != nil {
		return
	}
	h := p.header(name)
	h.Method = zip.Store
	w, err := p.zip.CreateHeader(h)
	if err == nil {
		_, err = w.Write(data)
	}
	p.err = err
}
