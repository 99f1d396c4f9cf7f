package intake

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/window"
)

// Files too large to be held in memory
//
// A table, a file of JSON lines, a mailbox or an export in plain text may have up
// to maxLarge bytes. It is treated like an archive: first the whole file is
// surveyed, then each part is a separate job.
//
//	count    all bytes: the hash, and evidence of the encoding
//	check    all text: whether it is text
//	survey   the whole file: what holds for all of it, what is left out, where to cut
//	emit     the parts between two cuts, to the workers
//
// The code that converts small files also converts the parts.

const (
	// partBytes is the number of bytes of a file that are read at a time. A part is
	// larger only if a record does not fit.
	partBytes = 512 << 10
	// frontBytes is the number of bytes that are read to recognise the format.
	frontBytes = 4 << 20
	// mostPasses is the maximum number of passes that the progress counts. It is
	// assumed until the number is known, since the progress must not go back.
	mostPasses = 6
	// maxLarge is the maximum size of a file that is read in parts.
	maxLarge = 4 << 30
)

// large is a file that is read in parts.
type large struct {
	ctx     context.Context
	path    string
	opts    Options
	file    *os.File
	size    int64
	front   []byte // the first magicBytes of the file
	step    int64
	passes  int   // number of passes over the file
	done    int64 // bytes read in all passes
	window  window.File
	written coding.Form
	sum     [32]byte

	kind  string // the name of the format, "" for a plain text
	asked article.Options
	parts *article.Parts // set unless the file is a plain text
	// before has the number of articles before each part, and at its end the total.
	before []int
	cuts   *cuts // set if the file is a plain text
}

// piece is a part of a large file to convert.
type piece struct {
	*large
	part int // index of the part
}

// openLarge surveys a file that is too large to be read at once. It returns an
// error if the file cannot be read in parts.
func openLarge(ctx context.Context, file *os.File, path string, held article.Room, opts Options) (*large, error) {
	l := &large{ctx: ctx, path: path, opts: opts, file: file, step: partBytes, passes: mostPasses}
	if opts.part > 0 {
		l.step = opts.part
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	l.size = info.Size()
	if l.size > maxLarge {
		return nil, checkSize(l.size, maxLarge)
	}
	tooLarge := checkSize(l.size, opts.maxSize())
	if tooLarge == nil { // a test reads small files in parts
		tooLarge = model.ErrTooLarge
	}
	l.front = make([]byte, min(l.size, magicBytes))
	if n, err := file.ReadAt(l.front, 0); n < len(l.front) {
		return nil, err
	}
	if coding.KindOf(l.front) != "" {
		return nil, tooLarge
	}
	l.window = window.File{At: file, Size: l.size, Step: l.step, Most: maxArticle, Coding: window.Plain}
	l.window.Seen = l.seen
	if f := format.OfBytes(l.front); f != nil {
		return l, l.ofBytes(f, tooLarge, held)
	}
	return l, l.ofText(tooLarge, held)
}

// magicBytes is the number of bytes that are inspected to recognise the kind of a
// file.
const magicBytes = 64 << 10

// ofBytes surveys a file whose format was recognised by its first bytes.
func (l *large) ofBytes(f article.Format, tooLarge error, held article.Room) error {
	if !format.IsLines(f) {
		return tooLarge
	}
	c, err := coding.Count(l.ctx, l.file, l.size, l.seen)
	if err != nil {
		return err
	}
	c.Hash.Sum(l.sum[:0])
	l.kind, l.passes = f.Name(), 4
	l.asked = l.options(nil)
	l.parts, err = format.Survey(l.ctx, f, &l.window, "", l.asked)
	if err != nil {
		return err
	}
	l.written.Encoding = l.parts.Encoding
	return l.number(held)
}

// seen adds n bytes to the progress and reports it.
func (l *large) seen(n int64) {
	if l.done += n; l.opts.Progress != nil {
		l.opts.Progress(l.path, min(l.done/int64(l.passes), l.size), l.size)
	}
}

// options returns the options for reading a part.
func (l *large) options(room article.Room) article.Options {
	c := l.conversion(room)
	return article.Options{
		Columns: l.opts.Columns, Mapped: l.opts.Mapped, Room: room, Encoding: l.opts.Encoding,
		Decode: c.decode, AllBlocks: c.allBlocks(),
	}
}

// ofText surveys a text file.
func (l *large) ofText(tooLarge error, held article.Room) error {
	if f, text := l.glance(); !text || f != nil && !format.IsLines(f) {
		return tooLarge
	}
	c, err := coding.Count(l.ctx, l.file, l.size, l.seen)
	if err != nil {
		return err
	}
	c.Hash.Sum(l.sum[:0])
	w := coding.Large{Ctx: l.ctx, Window: l.window, Front: l.front, Encoding: l.opts.Encoding}
	if l.written, err = w.Find(c); err != nil {
		return err
	}
	l.window.Start, l.window.Coding = l.written.Start, l.written.Coding
	if look := l.front[:min(len(l.front), 8<<10)]; strings.IndexByte(coding.StringOf(look), '\n') < 0 && strings.IndexByte(coding.StringOf(look), '\r') >= 0 {
		l.window.End = '\r'
	}
	front, err := l.window.Read(l.written.Start, l.size, l.opts.frontBytes())
	if err != nil {
		return err
	}
	f, asked, err := l.formatOf(front.Text)
	switch {
	case err != nil:
		return err
	case f == nil:
		l.passes = 4
		if l.cuts, err = l.divide(front, held); err == nil && l.cuts == nil {
			err = tooLarge
		}
		return err
	case !format.IsLines(f):
		return tooLarge
	}
	if l.kind, l.asked = f.Name(), asked; l.kind != "jsonl" {
		l.passes = mostPasses - 1
	}
	if err := l.check(); err != nil {
		return err
	}
	if l.parts, err = format.Survey(l.ctx, f, &l.window, front.Text, asked); err != nil {
		return err
	}
	if l.opts.Table != nil && IsTable(f.Name()) {
		l.opts.Table(l.path, l.parts.Table)
	}
	return l.number(held)
}

// glance recognises the format by the first bytes, before the whole file is read. f
// is nil if it recognises none. isText is false if the bytes are not text.
func (l *large) glance() (f article.Format, isText bool) {
	front := l.front[:bytes.LastIndexByte(l.front, '\n')+1]
	if len(front) < len(l.front)/2 {
		front = l.front
	}
	if bytes.IndexByte(front, 0) >= 0 {
		front = front[:len(front)&^1] // whole UTF-16 code units
	}
	text, _, err := coding.DecodeAs(front, l.opts.Encoding)
	if err != nil {
		return nil, !errors.Is(err, model.ErrBinary)
	}
	return format.OfText(text, l.options(nil)), true
}

// formatOf recognises the format of a text by its front, and returns it with the
// options for reading it. The format is nil for plain text. A table without a
// column of texts is an error.
func (l *large) formatOf(front string) (article.Format, article.Options, error) {
	asked := l.options(nil)
	f := format.OfText(front, asked)
	if f != nil {
		return f, asked, nil
	}
	if err := proseNamed(l.path, front); err != nil && errors.Is(err, model.ErrNoTextColumn) {
		if f, asked = namedTable(front, asked); f == nil {
			l.opts.table(l.path, front)
			return nil, asked, err
		}
	}
	return f, asked, nil
}

// check reads the whole text and returns an error if it is not text.
func (l *large) check() error {
	var legible coding.Legibility
	strange := false
	err := l.window.Each(l.ctx, l.written.Start, l.size, 1, func(w window.Window) (int, error) {
		if w.Full && w.Text == "" {
			return 0, coding.ErrLine(w.Line, maxArticle)
		}
		legible.Add(w.Text)
		strange = strange || l.written.Strange && strings.ContainsFunc(w.Text, coding.Unassigned)
		return len(w.Text), nil
	})
	switch {
	case err != nil:
		return err
	case strange:
		return coding.NotText(l.front)
	}
	return legible.Check(l.front)
}

// left returns an error that names the parts of the file that cannot be read, or
// nil.
func (l *large) left() error {
	if l.parts != nil {
		return l.parts.Left
	}
	return missing(exported{Export: l.cuts.export()})
}

// each calls emit for each part of the file, in order, with the bytes of the part.
// It stops at the first error.
func (l *large) each(emit func(raw []byte, p piece) error) error {
	n := 0
	if l.parts != nil {
		n = len(l.parts.All)
	} else {
		n = len(l.cuts.all)
	}
	for i := range n {
		start, end := l.place(i)
		raw := make([]byte, end-start)
		if n, err := l.file.ReadAt(raw, start); n < len(raw) {
			return errors.Join(fmt.Errorf("%w: it changed while it was being read", model.ErrDamaged), err)
		}
		if err := emit(raw, piece{l, i}); err != nil {
			return err
		}
		l.seen(int64(len(raw)))
	}
	return nil
}

// place returns the span of a part, as byte offsets in the file.
func (l *large) place(i int) (start, end int64) {
	if l.parts != nil {
		return l.parts.All[i].Start, l.parts.All[i].End
	}
	return l.cuts.all[i].start, l.cuts.all[i].end
}

// documents makes the documents of a part.
func (p piece) documents(raw []byte, room article.Room) ([]*model.Document, error) {
	docs, err := p.converted(p.conversion(room), raw)
	for _, doc := range docs {
		doc.Within = model.Stretch{File: p.path}
		m := &doc.Metadata
		for _, s := range []*string{
			&m.Title, &m.Outlet, &m.Byline, &m.Dateline, &m.Published, &m.URL, &m.Language, &m.PublishedAt, &m.Retrieved, &m.Archive, &m.Section,
			&doc.Excerpt, &doc.Source.Record.ID,
		} {
			*s = strings.Clone(*s) // a preview keeps these strings, and must not keep the whole part with them
		}
	}
	return docs, named(p.path, err)
}

func (p piece) converted(c *conversion, raw []byte) ([]*model.Document, error) {
	if err := c.room.Take(decodedBytes(raw, p.opts.Encoding)); err != nil {
		return nil, err
	}
	text, err := p.window.Decode(raw)
	if err != nil {
		return nil, err
	}
	if p.cuts != nil {
		return p.records(c, text)
	}
	texts, left := p.texts(c, p.part, text)
	source := model.Source{Format: p.kind, SHA256: hex.EncodeToString(p.sum[:]), Encoding: p.written.Encoding}
	encoding := p.written.Encoding
	if p.kind == "mbox" {
		encoding = coding.UTF8 // the text of a mailbox is its bytes
	}
	start, _ := p.place(p.part)
	docs, err := c.made(texts, partOffsets(text, encoding, start), source)
	if err != nil {
		return nil, err
	}
	number(docs, p.before[p.part], p.before[len(p.before)-1])
	return docs, errors.Join(left, err, c.left)
}

// texts reads the articles in a part of the file.
func (l *large) texts(c *conversion, part int, text string) ([]article.Text, error) {
	asked := l.asked
	asked.Room, asked.Decode = c.room, c.mended
	return l.parts.Read(l.parts.All[part], text, asked)
}

// number counts the articles in every part, so that each article gets its number
// and the total.
func (l *large) number(held article.Room) error {
	l.before = append(l.before, 0)
	for i := range l.parts.All {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		n, err := l.articlesIn(i, held)
		if err != nil {
			return err
		}
		l.before = append(l.before, l.before[i]+n)
	}
	return nil
}

func (l *large) articlesIn(part int, held article.Room) (n int, err error) {
	start, end := l.place(part)
	w, err := l.window.Read(start, end, end-start)
	if err != nil {
		return 0, err
	}
	c := l.conversion(held)
	texts, _ := l.texts(c, part, w.Text)
	l.seen(end - start)
	if IsTable(l.kind) {
		return len(texts), nil
	}
	for i := range texts {
		export, err := c.exportIn(&texts[i], "")
		if err != nil {
			return 0, err
		}
		n += max(1, len(export.Records))
	}
	return n, nil
}

func (l *large) conversion(room article.Room) *conversion {
	opts := l.opts
	opts.Division = nil // files read in parts cannot be divided by hand
	return &conversion{path: l.path, room: room, opts: opts, sum: l.sum, runnerUp: l.written.RunnerUp}
}
