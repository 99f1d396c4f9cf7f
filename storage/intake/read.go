package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/archive"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/language"
	"assay.app/assay/storage/intake/recognise"
)

// DefaultMaxSize is the default of Options.MaxSize, in bytes.
const DefaultMaxSize = 32 << 20

// Options are the options for reading files.
type Options struct {
	MaxSize  int64            // bytes; 0 means DefaultMaxSize
	Now      func() time.Time // nil means time.Now
	Encoding string           // of plain texts, tables and web pages, one of coding.Encodings; "" means detect it
	// HeadlinesAside makes a headline that is a line of its article a header,
	// because the title is already shown above the text. Otherwise such a headline is
	// a sentence to tag.
	HeadlinesAside bool
	Language       string          // BCP 47 tag; "" means recognise it, and divide by English rules if that fails
	Columns        article.Columns // columns of tables; guessed if empty
	// Made, if set, is called with each article before it is yielded, from several
	// goroutines.
	Made func(*model.Document)
	// Mapped, if set, returns the columns known for a table with these column
	// names, and whether there are any. They replace Columns. Table, if set, is
	// called with each table that is read, and with each text that looks like a
	// table although no column is known to hold the texts. Both are called from
	// several goroutines.
	Mapped func(names []string) (article.Columns, bool)
	Table  func(path string, t article.Table)
	// Division, if set, returns the spans of the articles in the text with the
	// given name (model.Stretch.Text), as byte offsets in order, and whether they
	// are known. AllBlocks reports whether to make an article of every block of a
	// file that looks like one; nil means never. Both are called from several
	// goroutines.
	Division  func(text string) (articles []model.Span, known bool)
	AllBlocks func(path string) bool
	Limits    archive.Limits // limits for archives; File is MaxSize unless set
	// Progress, if set, is called while a file is read in parts, with the progress
	// and the size of the file in bytes. The first calls come before the first
	// article.
	Progress func(path string, done, total int64)
	// part and front are for tests. If set, files of more than part bytes are read
	// in parts, and their format is recognised by their first front bytes.
	part, front int64
}

func (o Options) maxSize() int64 {
	if o.MaxSize > 0 {
		return o.MaxSize
	}
	return DefaultMaxSize
}

// frontBytes returns how many bytes of a large file are read to recognise its format.
func (o Options) frontBytes() int64 {
	if o.front > 0 {
		return o.front
	}
	return frontBytes
}

func (o Options) now() time.Time {
	if o.Now != nil {
		return o.Now().UTC()
	}
	return time.Now().UTC()
}

// readOn appends the rest of a file to raw. It returns an error if there are more
// than maxSize bytes in all.
func readOn(file io.Reader, raw []byte, maxSize int64) ([]byte, error) {
	for {
		n, err := file.Read(raw[len(raw):cap(raw)])
		raw = raw[:len(raw)+n]
		if err == io.EOF {
			return raw, nil
		}
		if err == nil {
			err = checkSize(int64(len(raw)), maxSize)
		}
		if err != nil {
			return nil, err
		}
		if len(raw) == cap(raw) {
			raw = append(raw, 0)[:len(raw)]
		}
	}
}

func checkSize(size, maxSize int64) error {
	if size <= maxSize {
		return nil
	}
	const mebibyte = 1 << 20
	return fmt.Errorf("%w: it has %.1f MiB, and at most %.1f MiB can be one article; divide it first",
		model.ErrTooLarge, float64(size)/mebibyte, float64(maxSize)/mebibyte)
}

// maxLines is the maximum number of lines of the articles in one file.
const maxLines = 2 << 20

// checkLines returns an error if the texts together have more than maxLines lines.
func checkLines(texts ...string) error {
	lines := 0
	for _, text := range texts {
		lines += strings.Count(text, "\n")
	}
	if lines <= maxLines {
		return nil
	}
	return fmt.Errorf("%w: it has more than %d lines; divide it first", model.ErrTooLarge, maxLines)
}

// plainDocument makes a document of a plain text without recognising anything in
// it; sum is the hash of its bytes.
func plainDocument(sum [sha256.Size]byte, text, encoding, path string, opts Options) *model.Document {
	return &model.Document{
		Article: model.Article{
			ID:         model.ArticleIDOf(sum),
			SHA256:     hex.EncodeToString(sum[:]),
			Encoding:   encoding,
			Size:       len(text),
			ImportPath: path,
			ImportedAt: opts.now(),
		},
		Text: text,
	}
}

// describe recognises what surrounds the body of doc.Text and divides the text into
// units. Metadata from the format stays. It returns the number of units, and stops
// if there are more than most.
func describe(doc *model.Document, k recognise.Known, lang string, most int) int {
	paragraphs := segment.Paragraphs(doc.Text)
	k.Title = doc.Metadata.Title
	r := recognise.Recognise(doc.Text, paragraphs, k)
	doc.Metadata = prefer(doc.Metadata, r.Metadata)
	lang = cmp.Or(lang, language.Of(doc.Text), doc.Metadata.Language)
	doc.Metadata.Language = lang
	if lang == "" {
		lang = "en"
	}
	doc.Structure = recognise.Divide(doc.Text, paragraphs, r.Regions, lang, most)
	doc.Metadata = value.FitMetadata(doc.Metadata)
	doc.Excerpt = excerpt(doc)
	return len(doc.Units)
}

// sentenceBytes is the maximum number of bytes of a sentence that excerpt reads.
const sentenceBytes = 1 << 10

// excerpt returns the opening words of the body: its sentences without asides and
// without the headline.
func excerpt(doc *model.Document) string {
	return model.ExcerptOf(func(yield func(string) bool) {
		first := true
		for _, u := range doc.Units {
			if u.Kind != model.UnitSentence {
				continue
			}
			sentence := anchored.Head(u.Span.Of(doc.Text), sentenceBytes)
			if first && isPlain(sentence, doc.Metadata.Title) {
				continue
			}
			if first = false; !yield(sentence) {
				return
			}
		}
	})
}

// isPlain reports whether s with its white space collapsed equals want.
func isPlain(s, want string) bool {
	first := true
	for word := range strings.FieldsSeq(s) {
		if !first && !strings.HasPrefix(want, " ") || !strings.HasPrefix(strings.TrimPrefix(want, " "), word) {
			return false
		}
		want, first = strings.TrimPrefix(want, " ")[len(word):], false
	}
	return want == ""
}
