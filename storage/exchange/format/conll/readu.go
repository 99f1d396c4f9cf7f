package conll

import (
	"context"
	"encoding/json"
	"path"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// columns is how many a line of CoNLL-U has.
const columns = 10

// readU reads CoNLL-U. The documents of other programs have the text of their sentences.
func readU(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	r := &readerU{batch: &peer.Batch{}}
	if err := each(ctx, files, []string{".conllu", ".conll"}, r.line); err != nil {
		return nil, err
	}
	r.end()
	return r.batch, nil
}

type readerU struct {
	batch *peer.Batch
	doc   *document
	now   sentence
}

// document is the document that is being read.
type document struct {
	*peer.Document
	meta    map[string]string
	text    strings.Builder
	analyst string
	newline bool // the next sentence begins a paragraph
}

// sentence is the sentence that is being read.
type sentence struct {
	id, text string
	words    []string
	spaced   []bool   // whether a space follows
	labels   []string // of the words
	tags     []tag
	hidden   int // the number of the last word whose form is in a line before it: 2 after "1-2"
	last     int // the number of the last word
}

// line reads a line, which is empty after a sentence.
func (r *readerU) line(at place, line string) error {
	if at.line == 1 {
		r.end()
	}
	switch {
	case strings.TrimSpace(line) == "":
		r.sentence(at)
		return nil
	case strings.HasPrefix(line, "#"):
		r.comment(at, strings.TrimSpace(line[1:]))
		return nil
	}
	parts := strings.Split(line, "\t")
	if len(parts) != columns {
		return schema.Damagedf("%s has %d columns, not %d", at, len(parts), columns)
	}
	return r.word(at, parts)
}

func (r *readerU) comment(at place, text string) {
	key, value, _ := strings.Cut(text, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	switch {
	case key == "newdoc" || key == "newdoc id":
		r.end()
		r.begin(at, value)
	case key == "newpar" || key == "newpar id":
		r.document(at).newline = true
	case key == "sent_id":
		r.now.id = value
	case key == "text":
		r.now.text = value
	case key == "meta::analyst":
		r.document(at).analyst = value
	case strings.HasPrefix(key, "meta::"):
		r.document(at).meta[key[len("meta::"):]] = value
	}
}

func (r *readerU) begin(at place, id string) {
	name := id
	if name == "" {
		name = path.Base(at.file)
	}
	r.doc = &document{Document: &peer.Document{Name: name}, meta: map[string]string{}}
	if len(id) == model.ArticleIDLen && strings.Trim(id, "0123456789abcdef") == "" {
		r.doc.meta["article"] = id
	}
}

// document returns the document that is being read. A file need not say where one begins.
func (r *readerU) document(at place) *document {
	if r.doc == nil {
		r.begin(at, "")
	}
	return r.doc
}

// end completes a document.
func (r *readerU) end() {
	if r.doc == nil {
		return
	}
	raw, err := json.Marshal(r.doc.meta)
	if err == nil {
		meta := peer.ParseMeta(raw)
		r.doc.Article, r.doc.Metadata = meta.Article, meta.Metadata
		if meta.File != "" {
			r.doc.Name = meta.File
		}
	}
	r.doc.Text = r.doc.text.String()
	r.batch.Documents = append(r.batch.Documents, r.doc.Document)
	r.doc = nil
}

// word reads the line of a word, of several words that are written as one ("1-2"), or of a word that is
// not written ("1.1").
func (r *readerU) word(at place, parts []string) error {
	s := &r.now
	from, to, several := strings.Cut(parts[0], "-")
	number, err := strconv.Atoi(from)
	if whole, _, empty := strings.Cut(from, "."); empty && !several {
		if _, err := strconv.Atoi(whole); err != nil {
			return schema.Damagedf("%s: %.20q is not the number of a word", at, parts[0])
		}
		return nil
	}
	last := number
	if err == nil && several {
		last, err = strconv.Atoi(to)
	}
	if err != nil || last < number || several && last == number || number != s.last+1 || parts[1] == "" {
		return schema.Damagedf("%s: %.20q with %.20q does not follow word %d", at, parts[0], parts[1], s.last)
	}
	if !several {
		s.last = number
		if number <= s.hidden {
			return nil
		}
	} else if s.hidden = last; last > 1<<20 {
		return schema.Damagedf("%s has too many words", at)
	}
	s.words = append(s.words, parts[1])
	label, t, spaced := "", tag{letter: 'O'}, true
	for field := range strings.SplitSeq(parts[columns-1], "|") {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "SpaceAfter":
			spaced = value != "No"
		case "Label":
			label = unescape(value)
		case "NE", "NER":
			if named, ok := tagOf(value); ok {
				t = named
			}
		}
	}
	s.spaced, s.labels, s.tags = append(s.spaced, spaced), append(s.labels, label), append(s.tags, t)
	return nil
}

// sentence completes a sentence.
func (r *readerU) sentence(at place) {
	s := r.now
	r.now = sentence{}
	if len(s.words) == 0 {
		return
	}
	d := r.document(at)
	if s.text == "" {
		s.text = quote(s.words, s.spaced)
	}
	var m peer.Mark
	m.At, m.Analyst = at.file+", the sentence before line "+strconv.Itoa(at.line), d.analyst
	chunks := chunksOf(s.tags)
	for i, label := range s.labels {
		switch {
		case label == "":
		case i == 0:
			chunks = append(chunks, chunk{0, len(s.words), label})
		case label != s.labels[i-1]:
			chunks = append(chunks, chunk{i, i + 1, label})
		}
	}
	if id := d.meta["article"]; id != "" && strings.HasPrefix(s.id, id+":") {
		m.Sentence, m.Quote = s.id, s.text
		for _, c := range chunks {
			m.Labels = append(m.Labels, c.label)
		}
		d.Marks, d.Complete = append(d.Marks, m), true
		return
	}
	start := r.append(d, s.text)
	for _, c := range chunks {
		span, ok := spanOf(s, c)
		if !ok {
			span = model.Span{End: len(s.text)}
		}
		m.Span, m.Labels = model.Span{Start: start + span.Start, End: start + span.End}, []string{c.label}
		d.Marks = append(d.Marks, m)
	}
}

// append adds a sentence to the text of a document and returns the byte at which it begins.
func (r *readerU) append(d *document, text string) int {
	switch {
	case d.text.Len() == 0:
	case d.newline:
		d.text.WriteString("\n\n")
	default:
		d.text.WriteByte(' ')
	}
	d.newline = false
	start := d.text.Len()
	d.text.WriteString(text)
	return start
}

// spanOf returns where the words of a chunk are in the text of their sentence, and false if they are not
// in it.
func spanOf(s sentence, c chunk) (span model.Span, ok bool) {
	at := 0
	for i, w := range s.words[:c.to] {
		n := strings.Index(s.text[at:], w)
		if n < 0 {
			return span, false
		}
		if at += n; i == c.from {
			span.Start = at
		}
		at += len(w)
	}
	span.End = at
	return span, true
}
