package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/language"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/intake/archive"
	"assay.app/assay/storage/intake/calendar"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/object"
	"assay.app/assay/storage/intake/format/table"
	"assay.app/assay/storage/intake/recognise"
	"assay.app/assay/storage/intake/record"
)

// documents makes the documents of one file that is not an archive. origin is what
// an archive states about the file. The error may come with documents: it then
// names parts that were left out. The caller must not alter raw afterwards.
func documents(raw []byte, path string, origin archive.Origin, room article.Room, opts Options) ([]*model.Document, error) {
	c := conversion{path: path, origin: origin, room: room, opts: opts, sum: sha256.Sum256(raw)}
	docs, err := c.documents(raw)
	if len(docs) > 0 {
		err = errors.Join(err, c.left)
	}
	if err != nil {
		err = fmt.Errorf("read %s: %w", path, err)
	}
	return docs, err
}

// conversion converts one file to documents.
type conversion struct {
	path   string
	origin archive.Origin
	room   article.Room
	opts   Options
	sum    [sha256.Size]byte // hash of the bytes of the file
	units  int               // number of units of all documents so far
	left   error             // article.LeftOut for bytes that could not be read
	// runnerUp is the second-best encoding if the encoding was guessed.
	runnerUp string
	// several is true if the text is a part of an export that has several records;
	// before is the number of records of the file before that part.
	several bool
	before  int
}

// decode returns the text of raw and the name of its encoding. If encoding is
// empty, it detects the encoding and sets c.runnerUp.
func (c *conversion) decode(raw []byte, encoding string) (text, name string, err error) {
	if encoding != "" {
		return coding.DecodeAs(raw, encoding)
	}
	text, name, c.runnerUp, err = coding.DecodeGuess(raw)
	return text, name, err
}

func (c *conversion) documents(raw []byte) ([]*model.Document, error) {
	asked := article.Options{
		Columns: c.opts.Columns, Mapped: c.opts.Mapped, Room: c.room, Encoding: c.opts.Encoding,
		Decode: c.mended, AllBlocks: c.allBlocks(),
	}
	f, in := format.OfBytes(raw), article.Input{Raw: raw}
	if f == nil {
		err := checkSize(int64(len(raw)), c.opts.maxSize())
		if err == nil {
			err = c.room.Take(decodedBytes(raw, c.opts.Encoding))
		}
		if err == nil {
			in.Text, in.Encoding, err = c.decode(raw, c.opts.Encoding)
		}
		if err == nil && len(in.Text) > maxText {
			err = errText
		}
		if errors.Is(err, model.ErrDamaged) {
			if table, mended := c.mendedTable(raw, asked); table != nil {
				return c.converted(table, mended, asked)
			}
		}
		if err != nil {
			return nil, err
		}
		if f = format.OfText(in.Text, asked); f == nil {
			if err := proseNamed(c.path, in.Text); err != nil {
				if f, asked = namedTable(in.Text, asked); f == nil {
					c.opts.table(c.path, in.Text)
					return nil, err
				}
			}
		}
		if f == nil {
			return c.plain(in)
		}
	}
	return c.converted(f, in, asked)
}

// plain makes the documents of a plain text.
func (c *conversion) plain(in article.Input) ([]*model.Document, error) {
	if err := checkLines(in.Text); err != nil {
		return nil, err
	}
	if c.opts.Table != nil && table.LooksLikeTable(in.Text) {
		c.opts.table(c.path, in.Text)
	}
	export, err := c.divide(in.Text)
	if err == nil {
		export, err = c.articles(c.path, in.Text, nil, export)
	}
	if err != nil {
		return nil, err
	}
	within := model.Stretch{File: c.path, Text: c.path}
	if len(export.Records) > 1 {
		source := model.Source{Format: "text", SHA256: hex.EncodeToString(c.sum[:]), Encoding: in.Encoding}
		docs, err := c.records(article.Text{Text: in.Text}, export, within, source)
		if err != nil {
			return nil, err
		}
		at := NewOffsets(in.Text, in.Encoding)
		for i, rec := range export.Records {
			place(&docs[i].Source.Record, at, rec.Span)
		}
		number(docs, 0, len(docs))
		return docs, missing(export)
	}
	doc := plainDocument(c.sum, in.Text, in.Encoding, c.path, c.opts)
	doc.RunnerUp = c.runnerUp
	within.Span.End = len(in.Text)
	doc.Within = within
	var asides []record.Aside
	if len(export.Records) == 1 { // the text stays whole
		doc.Metadata, asides = tidy(export.Records[0].Metadata), export.around(len(in.Text))
	}
	if err := c.describe(doc, asides); err != nil {
		return nil, err
	}
	doc.Metadata.URL = cmp.Or(doc.Metadata.URL, value.URL.Fit(c.origin.URL))
	doc.Metadata.Retrieved = cmp.Or(doc.Metadata.Retrieved, calendar.Retrieval(c.origin.Saved))
	return []*model.Document{doc}, missing(export)
}

// converted makes the documents of a file in a format other than plain text.
func (c *conversion) converted(f article.Format, in article.Input, asked article.Options) ([]*model.Document, error) {
	if IsTable(f.Name()) {
		c.opts.table(c.path, in.Text)
	}
	texts, encoding, err := f.Read(in, asked)
	if len(texts) == 0 {
		return nil, err
	}
	at := NewOffsets(in.Text, in.Encoding)
	if in.Text == "" {
		at = NewOffsets(coding.StringOf(in.Raw), coding.UTF8) // places are byte offsets in the file
	}
	docs, err2 := c.made(texts, at, model.Source{Format: f.Name(), SHA256: hex.EncodeToString(c.sum[:]), Encoding: encoding})
	if docs == nil {
		return nil, err2
	}
	number(docs, 0, len(docs))
	return docs, errors.Join(err, err2)
}

// made makes the documents of the texts that a format returned, with their places
// in the file. The error may come with documents: it then names articles of an
// export that are missing.
func (c *conversion) made(texts []article.Text, at *Offsets, source model.Source) (docs []*model.Document, left error) {
	lines := make([]string, 0, len(texts))
	for _, t := range texts {
		lines = append(lines, t.Text)
	}
	if err := checkLines(lines...); err != nil {
		return nil, err
	}
	dividable := !IsTable(source.Format) && source.Format != "epub"
	texts, stretches := c.stretches(texts, dividable)
	docs = make([]*model.Document, 0, len(texts))
	for i, t := range texts {
		place(&source.Record, at, t.Place)
		t.Metadata.URL = cmp.Or(t.Metadata.URL, c.origin.URL)
		t.Metadata.Retrieved = cmp.Or(t.Metadata.Retrieved, c.origin.Saved)
		var made []*model.Document
		export, err := exported{}, error(nil)
		if dividable {
			export, err = c.exportIn(&t, stretches[i].Text)
		}
		if err == nil {
			made, err = c.records(t, export, stretches[i], source)
		}
		if err != nil {
			return nil, err
		}
		docs, left = append(docs, made...), errors.Join(left, missing(export))
	}
	return docs, left
}

const (
	// maxText is the maximum size of the text of a file, and maxArticle that of one
	// article, in bytes of UTF-8.
	maxText    = 64 << 20
	maxArticle = 32 << 20
	// maxUnits is the maximum number of sentences and asides in the articles of one
	// file. unitBytes is the memory reserved for each possible sentence, in bytes.
	maxUnits  = 1 << 20
	unitBytes = 48
	// shortText is the size in bytes up to which dividing a text takes hardly any
	// memory.
	shortText = 8 << 10
)

var (
	errArticle = fmt.Errorf("%w: an article in it has more than %d MiB of text; divide it first", model.ErrTooLarge, maxArticle>>20)

	errText  = fmt.Errorf("%w: it holds more than %d MiB of text; divide it first", model.ErrTooLarge, maxText>>20)
	errUnits = fmt.Errorf("%w: it has more than %d sentences; divide it first", model.ErrTooLarge, maxUnits)
)

// describe recognises what surrounds the body of a document, and divides its text
// into units. asides are the spans that the format or a provider sets aside, as
// byte offsets in the text.
func (c *conversion) describe(doc *model.Document, asides []record.Aside) error {
	if len(doc.Text) > maxArticle {
		return errArticle
	}
	most := maxUnits - c.units
	if len(doc.Text) > shortText {
		n := min(segment.MostSentences(doc.Text), most)
		if err := c.room.Take(unitBytes * int64(n)); err != nil {
			return err
		}
	}
	if c.units += describe(doc, recognise.Known{Asides: asides, HeadlinesAside: c.opts.HeadlinesAside}, c.opts.Language, most); c.units > maxUnits {
		return errUnits
	}
	return nil
}

// decodedBytes returns the number of bytes of memory to reserve for the text of a
// file in addition to raw.
func decodedBytes(raw []byte, encoding string) int64 {
	if len(raw) <= shortText || (encoding == "" || encoding == coding.UTF8) && utf8.Valid(raw) {
		return 0
	}
	return 2 * int64(len(raw)) // the text may be three times as long as raw; memory for the first third is reserved already
}

// IsTable reports whether the format with that name has columns or fields.
func IsTable(format string) bool {
	return format == "csv" || format == "tsv" || format == "json" || format == "jsonl"
}

// table calls Options.Table, unless it is nil, with the table in text. It does
// nothing if text contains no table.
func (o Options) table(path, text string) {
	if o.Table == nil {
		return
	}
	if t, ok := format.TableIn(text, article.Options{Columns: o.Columns, Mapped: o.Mapped}); ok {
		o.Table(path, t)
	}
}

// namedTable returns a format that reads text as a table, and the options with the
// columns of that table. It is meant for files whose names say that they are
// tables, so the only column it needs is one for the texts. It returns a nil format
// if there is no such column, or if an analyst asked for columns.
func namedTable(text string, asked article.Options) (article.Format, article.Options) {
	if asked.Columns != (article.Columns{Dates: asked.Columns.Dates}) { // a column that was asked for is missing
		return nil, asked
	}
	if t, ok := format.TableIn(text, asked); ok && t.Columns.Text != "" {
		asked.Columns = t.Columns
		return format.OfText(text, asked), asked
	}
	return nil, asked
}

// proseNamed returns an error for a plain text whose file name says that it is a
// table or JSON, because its lines would become sentences.
func proseNamed(path, text string) error {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv":
		return fmt.Errorf("%w; name a column \"text\", or choose the column", model.ErrNoTextColumn)
	case ".json", ".jsonl", ".ndjson":
		if err := object.InvalidJSON(text); err != nil {
			return err
		}
		return fmt.Errorf("%w: this is not JSON, or it contains no objects", model.ErrNoArticles)
	}
	return nil
}

// converted makes a document of a text that was found in a file. Its id is the hash
// of the text.
func converted(t article.Text, path string, source model.Source, opts Options) *model.Document {
	sum := sha256.Sum256(unsafe.Slice(unsafe.StringData(t.Text), len(t.Text)))
	return &model.Document{
		Article: model.Article{
			ID:         model.ArticleIDOf(sum),
			SHA256:     hex.EncodeToString(sum[:]),
			Encoding:   coding.UTF8,
			Source:     source,
			Size:       len(t.Text),
			ImportPath: path + t.Part,
			ImportedAt: opts.now(),
			Metadata:   tidy(t.Metadata),
		},
		Text: t.Text,
	}
}

// tidy normalises the metadata of a file. It drops dates, languages and addresses
// that it cannot normalise.
func tidy(m model.Metadata) model.Metadata {
	m.Published, m.PublishedAt = calendar.Parse(m.Published)
	m.Retrieved = calendar.Retrieval(m.Retrieved)
	m = calendar.Unarchived(m)
	if tag, err := language.Parse(m.Language); err == nil && m.Language != "" {
		base, _ := tag.Base()
		m.Language = base.String()
	} else {
		m.Language = ""
	}
	if !strings.HasPrefix(m.URL, "http://") && !strings.HasPrefix(m.URL, "https://") {
		m.URL = ""
	}
	return m
}

// prefer takes each field from the first metadata that has it. It takes PublishedAt
// from then only if first has no day of publication or the same one.
func prefer(first, then model.Metadata) model.Metadata {
	if first.Published == "" || first.Published == then.Published {
		first.PublishedAt = cmp.Or(first.PublishedAt, then.PublishedAt)
	}
	return model.Metadata{
		Title: cmp.Or(first.Title, then.Title), Outlet: cmp.Or(first.Outlet, then.Outlet), Byline: cmp.Or(first.Byline, then.Byline),
		Dateline: cmp.Or(first.Dateline, then.Dateline), Published: cmp.Or(first.Published, then.Published),
		URL: cmp.Or(first.URL, then.URL), Language: cmp.Or(first.Language, then.Language),
		PublishedAt: first.PublishedAt, Retrieved: cmp.Or(first.Retrieved, then.Retrieved), Archive: cmp.Or(first.Archive, then.Archive), Section: cmp.Or(first.Section, then.Section),
	}
}
