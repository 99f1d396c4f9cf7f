package storage

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"unicode/utf8"
	"unsafe"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  How an import is fast
//
// Three steps take time: making the values, putting them into bolt's trees, and
// waiting for the disk.
//
//	the goroutine of Import          the writer's goroutine
//	───────────────────────          ──────────────────────
//	take: check, encode ─┐
//	      … a batch      │
//	manifest, queue ─────┴─────────▶ addAll: bucket by bucket, in key order
//	take: … the next batch           commit: pages written, fsync, fsync
//
// So the values are made while the previous batch is being written. Within a
// transaction each bucket is filled separately, in the order of its keys. Articles,
// units and texts are appended; the ids and file names must be sorted first. A
// batch is large because its ids are on nearly every page of their bucket, and each
// transaction rewrites all of these pages.

// Limits of one transaction of an import: a number of articles, so that it ends
// soon, and a number of bytes, so that two of them fit into memory. A single long
// article may exceed the bytes.
const (
	importArticles = 2048
	importBytes    = 8 << 20
	longLoad       = 2 * importBytes // bytes; a batch of this size is written before more documents are read
	editBytes      = 128             // approximate size of an edit in the history, in bytes
)

// longText is the size in bytes from which a text is held only once, in the form in
// which it is stored. The document that it came from can then be freed.
const longText = 1 << 20

// incoming is a document being imported. It has been checked, and its values have
// been encoded for storing.
type incoming struct {
	*model.Document
	record    codec.Article
	encoded   []byte // the encoded record
	file      []byte // the key in the bucket of file names, without the number
	structure []byte
	text      []byte // a long text with room for its seal; nil for other articles
}

// take checks a document and encodes it.
func take(d *model.Document) (*incoming, error) {
	structure, err := checkDocument(d)
	if err != nil {
		return nil, err
	}
	in := &incoming{Document: d, record: codec.ArticleOf(d.Article), structure: structure}
	in.record.Sentences = ledger.CountSentences(d.Units)
	in.encoded, err = codec.Marshal(in.record)
	in.file = ledger.FileName(model.BaseName(d.ImportPath))
	if len(d.Text) >= longText {
		in.text = append(make([]byte, 0, len(d.Text)+codec.SealLen), d.Text...)
		document := *d
		document.Text = unsafe.String(unsafe.SliceData(in.text), len(in.text))
		in.Document = &document
	}
	return in, err
}

// stored returns the text with its seal for a key.
func (in *incoming) stored(bucket string, key []byte) []byte {
	if in.text != nil {
		return ledger.SealInto(bucket, key, in.text)
	}
	return ledger.Seal(bucket, key, in.Text)
}

// share returns a copy for use outside the writer. Sealing the copy does not write
// into the text's memory.
func (in *incoming) share() *incoming {
	shared := *in
	shared.text = nil
	return &shared
}

// footprint returns approximately how many bytes of memory the document takes.
func (in *incoming) footprint() int {
	const unit, paragraph, rest = 40, 16, 512
	return len(in.Text) + unit*len(in.Units) + paragraph*len(in.Paragraphs) + len(in.structure) + 2*len(in.encoded) + 2*len(in.file) + rest
}

// checkDocument checks what must be true of every stored article, and returns its
// encoded structure.
func checkDocument(d *model.Document) (structure []byte, err error) {
	sum, err := hex.DecodeString(d.SHA256)
	switch {
	case err != nil || len(sum) != 32 || d.ID != model.ArticleIDOf([32]byte(sum)):
		return nil, fmt.Errorf("its id is not the beginning of its SHA-256 (%q): %w", d.SHA256, model.ErrHashMismatch)
	case !utf8.ValidString(d.Text):
		return nil, fmt.Errorf("its text is not UTF-8: %w", model.ErrBinary)
	case len(d.Text) > codec.MaxOffset:
		return nil, model.ErrTooLarge
	case d.Size != len(d.Text):
		return nil, fmt.Errorf("its text has %d bytes and not %d", len(d.Text), d.Size)
	}
	if err := checkValues(d.Article); err != nil {
		return nil, err
	}
	structure, err = codec.EncodeStructure(d.Structure)
	if err != nil {
		return nil, err
	}
	return structure, ledger.CheckUnits(d.Units, d.Paragraphs, len(d.Text))
}

// arrival is a new article with the key that holds its number.
type arrival struct {
	*incoming
	key []byte
}

// addAll stores those articles that are not stored yet.
func (t *transaction) addAll(docs []*incoming) error {
	if len(docs) == 0 {
		return nil
	}
	sorted := slices.Clone(docs)
	slices.SortFunc(sorted, byID)
	fresh, err := t.fresh(sorted)
	if err != nil {
		return err
	}
	arrivals, err := t.number(docs, fresh)
	if err != nil {
		return err
	}
	texts := t.bucket(ledger.BucketTexts)
	for _, put := range []func(arrival) error{
		putter(t.bucket(ledger.BucketArticles), func(a arrival) []byte { return a.encoded }),
		putter(t.bucket(ledger.BucketUnits), func(a arrival) []byte { return a.structure }),
		func(a arrival) error { return texts.PutStored(a.key, a.stored(texts.Name, a.key)) },
	} {
		for _, a := range arrivals {
			if err := put(a); err != nil {
				return fmt.Errorf("article %s: %w", a.ID, err)
			}
		}
	}
	slices.SortFunc(arrivals, func(a, b arrival) int { return byID(a.incoming, b.incoming) })
	ids := t.bucket(ledger.BucketIDs)
	for _, a := range arrivals {
		if err := ids.Put([]byte(a.ID), a.key); err != nil {
			return fmt.Errorf("article %s: %w", a.ID, err)
		}
	}
	return t.addFiles(arrivals)
}

// addFiles adds the file names of new articles.
func (t *transaction) addFiles(arrivals []arrival) error {
	keys := make([][]byte, len(arrivals))
	for i, a := range arrivals {
		keys[i] = slices.Concat(a.file, a.key)
	}
	slices.SortFunc(keys, bytes.Compare)
	files := t.bucket(ledger.BucketFiles)
	for _, key := range keys {
		if err := files.Put(key, nil); err != nil {
			return fmt.Errorf("file name %q: %w", key, err)
		}
	}
	return nil
}

// putter returns a function that puts one value of an article into a bucket.
func putter(b ledger.Bucket, value func(arrival) []byte) func(arrival) error {
	return func(a arrival) error { return b.Put(a.key, value(a)) }
}

func byID(a, b *incoming) int { return cmp.Compare(a.ID, b.ID) }

// fresh returns those of the sorted articles that are not stored yet, by id.
func (t *transaction) fresh(sorted []*incoming) (map[model.ArticleID]*incoming, error) {
	fresh := make(map[model.ArticleID]*incoming, len(sorted))
	for _, d := range sorted {
		record, there, err := t.look(d.ID)
		if err != nil {
			return nil, err
		}
		if first := fresh[d.ID]; first != nil {
			record, there = first.record, true
		}
		switch {
		case !there:
			fresh[d.ID] = d
		case record.SHA256 != d.SHA256:
			return nil, fmt.Errorf("article %s: %w", d.ID, errCollision)
		}
	}
	return fresh, nil
}

// look returns the record of an article, and reports whether the article exists.
func (t *transaction) look(id model.ArticleID) (r codec.Article, there bool, err error) {
	if a := t.articles[id]; a != nil {
		return a.record, true, nil
	}
	number, r, err := ledger.FindArticle(t.tx, id)
	return r, number != 0, err
}

// number assigns the fresh articles the next numbers, in the order of docs.
func (t *transaction) number(docs []*incoming, fresh map[model.ArticleID]*incoming) ([]arrival, error) {
	last, err := ledger.LastNumber(t.bucket(ledger.BucketArticles))
	if err != nil {
		return nil, err
	}
	arrivals := make([]arrival, 0, len(fresh))
	for _, d := range docs {
		if fresh[d.ID] != d {
			continue
		}
		last++
		t.articles[d.ID] = &openArticle{
			number: last, record: d.record, old: d.record, structure: d.Structure, structured: true,
		}
		arrivals = append(arrivals, arrival{d, ledger.Key64(last)})
	}
	return arrivals, nil
}
