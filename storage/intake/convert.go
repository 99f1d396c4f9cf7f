package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/intake/format"
)

// documents makes the documents of one file that is not an archive. The url is
// where an archive says it came from. With documents there is an error where
// parts of the file were left out.
func documents(raw []byte, path, url string, opts Options) ([]*model.Document, error) {
	f, in, asked := format.OfBytes(raw), format.Input{Raw: raw}, format.Options{Columns: opts.Columns, Mapped: opts.Mapped}
	if f == nil {
		var err error
		if err = checkSize(int64(len(raw)), opts.maxSize()); err == nil {
			in.Text, in.Encoding, err = DecodeAs(raw, opts.Encoding)
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if f = format.OfText(in.Text, asked); f == nil {
			if err := proseNamed(path); err != nil {
				if f, asked = namedTable(in.Text, asked); f == nil {
					opts.table(path, in.Text)
					return nil, fmt.Errorf("read %s: %w", path, err)
				}
			}
		}
		if f == nil {
			if err := checkLines(in.Text); err != nil {
				return nil, fmt.Errorf("read %s: %w", path, err)
			}
			if opts.Table != nil && format.LooksLikeTable(in.Text) {
				opts.table(path, in.Text)
			}
			doc := plainDocument(raw, in.Text, in.Encoding, path, opts)
			doc.Metadata.URL = cmp.Or(doc.Metadata.URL, value.URL.Fit(url))
			return []*model.Document{doc}, nil
		}
	}
	if IsTable(f.Name()) {
		opts.table(path, in.Text)
	}
	texts, encoding, err := f.Read(in, asked)
	lines := make([]string, 0, len(texts))
	for _, t := range texts {
		lines = append(lines, t.Text)
	}
	if many := checkLines(lines...); many != nil {
		texts, err = nil, many
	}
	if err != nil {
		err = fmt.Errorf("read %s: %w", path, err)
	}
	if len(texts) == 0 {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	source := model.Source{Format: f.Name(), SHA256: hex.EncodeToString(sum[:]), Encoding: encoding}
	docs := make([]*model.Document, 0, len(texts))
	for _, t := range texts {
		t.Metadata.URL = cmp.Or(t.Metadata.URL, url)
		docs = append(docs, converted(t, path, source, opts))
	}
	return docs, err
}

// IsTable reports whether a format has columns, or fields, that hold what is
// said of each article.
func IsTable(format string) bool {
	return format == "csv" || format == "tsv" || format == "json" || format == "jsonl"
}

// table tells of a table, if anybody wants to know.
func (o Options) table(path, text string) {
	if o.Table == nil {
		return
	}
	if t, ok := format.TableIn(text, format.Options{Columns: o.Columns, Mapped: o.Mapped}); ok {
		o.Table(path, t)
	}
}

// namedTable recognises a table in a file that is called one, where less is
// proof enough: a column for the texts and none for anything else.
func namedTable(text string, asked format.Options) (format.Format, format.Options) {
	if asked.Columns != (format.Columns{}) { // and one of them is not there
		return nil, asked
	}
	if t, ok := format.TableIn(text, asked); ok && t.Columns.Text != "" {
		asked = format.Options{Columns: t.Columns}
		return format.OfText(text, asked), asked
	}
	return nil, asked
}

// proseNamed refuses a plain text that is called a table: its lines would be
// taken for sentences.
func proseNamed(path string) error {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv":
		return fmt.Errorf("%w; call one \"text\", or say which it is", model.ErrNoTextColumn)
	case ".json", ".jsonl", ".ndjson":
		return fmt.Errorf("%w: this is not JSON, or no objects are in it", model.ErrNoArticles)
	}
	return nil
}

// converted makes a document of a text that was made from another format. It
// goes by the hash of the text.
func converted(t format.Text, path string, source model.Source, opts Options) *model.Document {
	sum := sha256.Sum256([]byte(t.Text))
	doc := &model.Document{
		Article: model.Article{
			ID:         model.ArticleIDOf(sum),
			SHA256:     hex.EncodeToString(sum[:]),
			Encoding:   UTF8,
			Source:     source,
			Size:       len(t.Text),
			ImportPath: path + t.Part,
			ImportedAt: opts.now(),
			Metadata:   tidy(t.Metadata),
		},
		Text: t.Text,
	}
	describe(doc, opts.Language)
	return doc
}

// tidy brings what a file says of itself into the form that metadata have, and
// drops what has none.
func tidy(m model.Metadata) model.Metadata {
	m.Published = dayOf(m.Published)
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

// dateLayouts are dates that programs write.
var dateLayouts = []string{time.RFC1123Z, time.RFC1123, time.RFC822Z, time.RFC850, time.ANSIC, time.UnixDate, "20060102", "2006/01/02", "02.01.2006", "2006-1-2"}

// dayOf gives the day of a date in whatever form, as the file has it: the
// time zone is the publisher's. It is "" where no day can be made out.
func dayOf(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= len(time.DateOnly) {
		rest := s[len(time.DateOnly):]
		if day, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil && !strings.HasPrefix(rest, "-") && !startsWithDigit(rest) {
			return day.Format(time.DateOnly)
		}
	}
	for _, layout := range dateLayouts {
		if day, err := time.Parse(layout, s); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	if d, ok := leadingDate(s); ok {
		return d.iso
	}
	if at := dateIn(s); at < len(s) {
		if d, ok := leadingDate(s[at:]); ok {
			return d.iso
		}
	}
	return ""
}

func startsWithDigit(s string) bool { return s != "" && unicode.IsDigit(rune(s[0])) }

// prefer takes each field from the first that has it.
func prefer(first, then model.Metadata) model.Metadata {
	return model.Metadata{
		Title: cmp.Or(first.Title, then.Title), Outlet: cmp.Or(first.Outlet, then.Outlet), Byline: cmp.Or(first.Byline, then.Byline),
		Dateline: cmp.Or(first.Dateline, then.Dateline), Published: cmp.Or(first.Published, then.Published),
		URL: cmp.Or(first.URL, then.URL), Language: cmp.Or(first.Language, then.Language),
	}
}
