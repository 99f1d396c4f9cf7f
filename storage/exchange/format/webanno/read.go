package webanno

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// reader reads a data set.
type reader struct {
	batch   *peer.Batch
	names   []string // what is left out, in the order in which it was met
	leftOut map[string]int
}

func (r *reader) leave(what string) {
	if r.leftOut[what]++; r.leftOut[what] == 1 {
		r.names = append(r.names, what)
	}
}

// read reads a file, or those of a folder or an archive.
func read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	r := &reader{batch: &peer.Batch{}, leftOut: map[string]int{}}
	names := files.Named(".tsv")
	if files.Single() {
		names = files.Names()
	}
	if len(names) == 0 {
		return nil, model.Damaged("it has no file that ends in .tsv")
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data, err := files.Read(name)
		if err != nil {
			return nil, err
		}
		if !utf8.Valid(data) {
			return nil, fmt.Errorf("%s: %w: it is not in UTF-8", name, model.ErrDamaged)
		}
		if err := r.file(name, string(data)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, what := range r.names {
		r.batch.Remark("left out: %s (%d)", what, r.leftOut[what])
	}
	return r.batch, nil
}

func (r *reader) file(name, content string) error {
	t, err := parse(content)
	if err != nil {
		return err
	}
	out, err := t.text(r, name)
	if err != nil {
		return err
	}
	if out.Len() == 0 {
		return nil
	}
	d := &document{reader: r, table: t, text: out, doc: &peer.Document{Name: strings.TrimSuffix(path.Base(name), path.Ext(name)), Text: out.String()}}
	d.ids = map[key]*found{}
	for i, s := range t.sentences {
		article, own := articleOf(s.id)
		if own {
			d.doc.Article = article
		}
		for n, one := range s.rows {
			d.row(i, one, out.spans[i][n])
		}
	}
	d.mark()
	r.batch.Documents = append(r.batch.Documents, d.doc)
	return nil
}

// text returns the text in the unit that fits most tokens, UTF-16 units first.
func (t *table) text(r *reader, name string) (*text, error) {
	rows := 0
	for _, s := range t.sentences {
		rows += len(s.rows)
	}
	best, err := t.assembled(offset.UTF16)
	if err == nil && best.fits == rows {
		return best, nil
	}
	for _, unit := range []offset.Unit{offset.CodePoints, offset.Bytes} {
		if other, failed := t.assembled(unit); failed == nil && (err != nil || other.fits > best.fits) {
			best, err = other, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if best.unit != offset.UTF16 {
		r.batch.Remark("the offsets of %s count %s, not %s", name, best.unit, offset.UTF16)
	}
	if best.fits < rows {
		r.batch.Remark("%d tokens of %s differ from its text", rows-best.fits, name)
	}
	return best, nil
}

// articleOf returns the article that the id of a sentence names, if Assay wrote it:
// "<article>:<start>-<end>".
func articleOf(sentence string) (model.ArticleID, bool) {
	article, span, ok := strings.Cut(sentence, ":")
	from, to, both := strings.Cut(span, "-")
	start, err := strconv.Atoi(from)
	end, bad := strconv.Atoi(to)
	return model.ArticleID(article), ok && both && err == nil && bad == nil && start < end && len(article) == 16 && strings.Trim(article, "0123456789abcdef") == ""
}

// document is a file whose annotations are being read.
type document struct {
	*reader
	*table
	text *text
	doc  *peer.Document
	list []*found
	ids  map[key]*found
}

// key identifies an annotation: by the number behind its values or, among those on one token, by its
// place.
type key struct {
	layer, id string
	n         int
}

// found is an annotation.
type found struct {
	layer    string
	kind     string
	at       string // for messages
	sentence int    // in which it begins
	span     model.Span
	names    []string // of the features that have a value
	values   []string
}

// row reads the annotations on a token. Values that stand above each other are separated by "|", and
// "[n]" behind a value says which tokens have one annotation together.
func (d *document) row(sentence int, r row, span model.Span) {
	var here map[key]*found
	for i, raw := range r.values {
		c := d.columns[i]
		if raw == "_" || raw == "" || strings.TrimSpace(raw) == "" {
			continue
		}
		for n, value := range stacked(raw) {
			value, id := numbered(value)
			at := key{layer: c.layer, id: id}
			a := d.ids[at]
			if id == "" {
				at.n = n
				a = here[at]
			}
			if a == nil {
				a = &found{layer: c.layer, kind: c.kind, at: "line " + strconv.Itoa(r.line), sentence: sentence, span: span}
				d.list = append(d.list, a)
			}
			switch {
			case id != "":
				d.ids[at] = a
			case here == nil:
				here = map[key]*found{at: a}
			default:
				here[at] = a
			}
			a.span.Start, a.span.End = min(a.span.Start, span.Start), max(a.span.End, span.End)
			if c.slot {
				d.leave("links between annotations")
			} else if value != "*" && c.feature != "" {
				a.set(c.feature, unescaped(value, false))
			}
		}
	}
}

func (a *found) set(feature, value string) {
	if at := slices.Index(a.names, feature); at >= 0 {
		a.values[at] = value
		return
	}
	a.names, a.values = append(a.names, feature), append(a.values, value)
}

func (a *found) get(feature string) string {
	if at := slices.Index(a.names, feature); at >= 0 {
		return a.values[at]
	}
	return ""
}

// stacked divides a column at each "|" that is not escaped.
func stacked(raw string) (values []string) {
	start := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '|':
			values = append(values, raw[start:i])
			start = i + 1
		}
	}
	return append(values, raw[start:])
}

// numbered divides a value and the number behind it, as in "claim[3]".
func numbered(value string) (text, id string) {
	at := strings.LastIndexByte(value, '[')
	if at < 0 || !strings.HasSuffix(value, "]") || at > 0 && value[at-1] == '\\' {
		return value, ""
	}
	number := value[at+1 : len(value)-1]
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return value, ""
	}
	return value[:at], number
}

// mark adds the annotations to the document.
func (d *document) mark() {
	own := map[string]int{}
	for i, l := range layers() {
		own[l.name] = i
	}
	for _, a := range d.list {
		m := peer.Mark{At: a.at, Span: a.span}
		short := a.layer[strings.LastIndexByte(a.layer, '.')+1:]
		kind, isOwn := own[a.layer]
		switch {
		case isOwn:
			d.own(kind, a, &m)
		case a.kind == "RL":
			d.leave("relations")
			continue
		case a.kind == "CH":
			d.leave("links of chains")
			continue
		case linguistic(a.layer):
			d.leave("annotations of the layer " + short)
			continue
		default:
			foreign(a, short, &m)
		}
		d.doc.Marks = append(d.doc.Marks, m)
	}
}

// linguistic reports whether a layer is one of those built in that say nothing about content, such as
// parts of speech.
func linguistic(layer string) bool {
	rest, ok := strings.CutPrefix(layer, "de.tudarmstadt.ukp.dkpro.core.api.")
	return ok && !strings.HasPrefix(rest, "ner.")
}

// own reads an annotation of one of Assay's own layers.
func (d *document) own(kind int, a *found, m *peer.Mark) {
	if layers()[kind].first {
		m.Span = d.whole(a.sentence)
	}
	m.Analyst = a.get("analyst")
	at, _ := time.Parse(time.RFC3339, a.get("time"))
	switch kind {
	case labels:
		if label := a.get("label"); label != "" {
			m.Labels, m.Time = []string{label}, at
		}
		m.Grade = model.Grade{Source: a.get("reliability"), Information: a.get("credibility")}
	case notes:
		m.Notes = []peer.Note{{ID: a.get("id"), Text: a.get("text"), Time: at}}
	case phrases:
		m.Phrases = []string{a.get("phrase")}
	case attributions:
		m.Attribution = &peer.Attribution{Name: a.get("voice"), Mode: model.SpeechMode(a.get("mode")), Cue: a.get("cue"), Via: a.get("via")}
	case mentions:
		m.Mentions = []peer.Mention{{Title: a.get("statement"), Stance: model.Stance(a.get("stance"))}}
	}
}

// whole returns the span of the tokens of a sentence.
func (d *document) whole(sentence int) model.Span {
	spans := d.text.spans[sentence]
	all := spans[0]
	for _, s := range spans {
		all.Start, all.End = min(all.Start, s.Start), max(all.End, s.End)
	}
	return all
}

// foreign reads an annotation of another layer: the feature that is most likely its label, the analyst,
// notes, and everything else as phrases. An annotation without a value has the layer as its label.
func foreign(a *found, layer string, m *peer.Mark) {
	label := -1
	for _, name := range []string{"label", "value", "category", "type", "class", "code"} {
		for i, feature := range a.names {
			if label < 0 && strings.EqualFold(feature, name) {
				label = i
			}
		}
	}
	for i, feature := range a.names {
		value := a.values[i]
		switch strings.ToLower(feature) {
		case "analyst", "annotator":
			m.Analyst = value
			continue
		case "note", "comment":
			m.Notes = append(m.Notes, peer.Note{Text: value})
			continue
		}
		if label < 0 {
			label = i
		}
		if i == label {
			m.Labels = append(m.Labels, value)
		} else {
			m.Phrases = append(m.Phrases, feature+": "+value)
		}
	}
	if len(m.Labels) == 0 {
		m.Labels = append(m.Labels, layer)
	}
}
