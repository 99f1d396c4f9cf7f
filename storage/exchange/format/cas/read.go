package cas

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// cas is a CAS as far as it is read.
type cas struct {
	file        string
	known       typeSet
	sofas       []sofa
	annotations []annotation
}

// sofa is the subject of analysis of a view, its text.
type sofa struct {
	id, name, text string
	has            bool // it has a text, not a picture or the address of one
}

type annotation struct {
	id, typ, sofa string
	begin, end    int
	features      map[string]string // the texts and, empty, the references
}

// own returns the name of a type of ours without its package, or "".
func (a *annotation) own() string {
	if name, ok := strings.CutPrefix(a.typ, "assay."); ok {
		return name
	}
	return ""
}

type reader struct {
	batch *peer.Batch
	docs  map[string]*peer.Document // by article and text
	left  map[string]int            // how many annotations of each type were left out
	units map[offset.Unit]int       // how many texts have offsets in units other than UTF-16
}

func newReader() *reader {
	return &reader{batch: &peer.Batch{}, docs: map[string]*peer.Document{}, left: map[string]int{}, units: map[offset.Unit]int{}}
}

func (r *reader) done() *peer.Batch {
	for _, typ := range slices.Sorted(maps.Keys(r.left)) {
		r.batch.Remark("annotations of the type %s (%d) are no labels and are left out", typ, r.left[typ])
	}
	if n := r.units[offset.CodePoints]; n > 0 {
		r.batch.Remark("the offsets of texts (%d) count %s, not %s", n, offset.CodePoints, offset.UTF16)
	}
	return r.batch
}

// add adds the views of a CAS that have a text.
func (r *reader) add(c *cas) error {
	seen, by := map[string]bool{}, map[string][]annotation{}
	for _, s := range c.sofas {
		if seen[s.id] {
			return schema.Damagedf("%s has two views of the id %s", c.file, s.id)
		}
		seen[s.id] = true
	}
	for _, a := range c.annotations {
		if !seen[a.sofa] {
			return schema.Damagedf("%s: annotation %s is in view %s, which does not exist", c.file, a.id, a.sofa)
		}
		by[a.sofa] = append(by[a.sofa], a)
	}
	for _, s := range c.sofas {
		if !s.has || s.text == "" {
			for _, a := range by[s.id] {
				r.left[a.typ]++
			}
			continue
		}
		if err := r.view(c, s, by[s.id]); err != nil {
			return err
		}
	}
	return nil
}

// view adds a view as a document.
func (r *reader) view(c *cas, s sofa, annotations []annotation) error {
	name, user := userOf(c.file)
	d := &peer.Document{Name: cmp.Or(name, path.Base(c.file)), Text: s.text}
	if s.name != "" && s.name != "_InitialView" {
		d.Name += " (" + s.name + ")"
	}
	ours := false
	var quoted []offset.Quoted
	for i := range annotations {
		a := &annotations[i]
		quoted = append(quoted, offset.Quoted{Start: a.begin, End: a.end})
		switch {
		case a.own() == "Article":
			ours = true
			d.Article, d.Metadata = model.ArticleID(a.features["article"]), metadataOf(a.features)
			d.Name = cmp.Or(a.features["file"], d.Name)
			d.Text = restore(d.Text, a.features["replaced"])
		case strings.HasSuffix(a.typ, "DocumentMetaData") && a.features["documentTitle"] != "":
			d.Metadata.Title = a.features["documentTitle"]
		}
	}
	key := string(d.Article) + ":" + d.Text
	if known := r.docs[key]; known != nil {
		d = known
	} else {
		r.docs[key], r.batch.Documents = d, append(r.batch.Documents, d)
	}
	counts := offset.NewTable(d.Text, offset.Reading{Unit: offset.UTF16})
	if !ours && len(quoted) > 0 {
		counts = offset.Best(d.Text, quoted, offset.Reading{Unit: offset.UTF16}, offset.Reading{Unit: offset.CodePoints})
		r.units[counts.Reading().Unit]++
	}
	for i := range annotations {
		a := &annotations[i]
		m := peer.Mark{At: fmt.Sprintf("%s, annotation %s", c.file, a.id), Analyst: user}
		span, ok := counts.Span(a.begin, a.end)
		if !ok {
			return schema.Damagedf("%s is from %d to %d, which is no part of a text of %d %s", m.At, a.begin, a.end, counts.Len(), counts.Reading().Unit)
		}
		m.Span = span
		fill := r.theirs
		if a.own() != "" {
			fill = r.ours
		}
		says, err := fill(c, a, &m)
		switch {
		case err != nil:
			return schema.Damagedf("%s: %v", m.At, err)
		case says && span.Len() == 0:
			r.left[a.typ]++
		case says:
			d.Marks = append(d.Marks, m)
		}
	}
	return nil
}

// metadataOf returns the metadata among the features of our type Article.
func metadataOf(features map[string]string) (m model.Metadata) {
	for _, f := range peer.Facts(&m) {
		*f.Text = features[f.Name]
	}
	return m
}

// restore puts back the characters that XML could not hold. It ignores what is not a place of U+FFFD.
func restore(text, replaced string) string {
	if replaced == "" {
		return text
	}
	at := offset.NewTable(text, offset.Reading{Unit: offset.UTF16})
	var b strings.Builder
	done := 0
	for one := range strings.FieldsSeq(replaced) {
		place, code, _ := strings.Cut(one, ":")
		n, err := strconv.Atoi(place)
		r, bad := strconv.ParseUint(code, 16, 16)
		i, ok := at.Byte(n)
		if err != nil || bad != nil || !ok || i < done || !strings.HasPrefix(text[i:], "\uFFFD") || r >= 0xD800 && r < 0xE000 {
			continue
		}
		b.WriteString(text[done:i])
		b.WriteRune(rune(r))
		done = i + len("\uFFFD")
	}
	return b.String() + text[done:]
}

// ours fills a mark from an annotation of a type of ours. It reports whether that says something.
func (r *reader) ours(_ *cas, a *annotation, m *peer.Mark) (says bool, err error) {
	f := a.features
	m.Analyst, m.Whole = f["analyst"], f["subject"] == "article"
	at, err := time.Parse(time.RFC3339, f["time"])
	if f["time"] != "" && err != nil {
		return false, err
	}
	switch a.own() {
	case "Label":
		m.Labels, m.Time = []string{f["label"]}, at
		return f["label"] != "", nil
	case "Note":
		m.Notes, m.Time = []peer.Note{{ID: f["note"], Text: f["text"], Time: at}}, at
	case "Phrase":
		m.Phrases = []string{f["phrase"]}
		return f["phrase"] != "", nil
	case "Grade":
		m.Grade, m.Basis, m.Time = model.Grade{Source: f["source"], Information: f["information"]}, f["basis"], at
		if !m.Grade.Valid() {
			return false, fmt.Errorf("it has the grade %q", m.Grade)
		}
	case "Attribution":
		m.Attribution = &peer.Attribution{Name: f["voice"], Mode: model.SpeechMode(f["mode"]), Cue: f["cue"], Via: f["via"]}
	case "Mention":
		one := peer.Mention{Statement: model.StatementID(f["statement"]), Title: f["title"], Stance: model.Stance(f["stance"])}
		if m.Mentions = []peer.Mention{one}; !one.Stance.Valid() {
			return false, fmt.Errorf("it has the stance %q", one.Stance)
		}
	case "Article", "Sentence":
		return false, nil
	default:
		r.left[a.typ]++
		return false, nil
	}
	return true, nil
}

// theirs fills a mark from an annotation of a type of another program. It reports whether that is a label.
func (r *reader) theirs(c *cas, a *annotation, m *peer.Mark) (says bool, err error) {
	_, governor := a.features["Governor"]
	_, dependent := a.features["Dependent"]
	if governor && dependent || a.typ == "uima.tcas.Annotation" || c.known.isA(a.typ, describesLanguage) {
		if !strings.HasPrefix(a.typ, "uima.") && !strings.Contains(a.typ, ".metadata.type.") {
			r.left[a.typ]++
		}
		return false, nil
	}
	m.Labels = []string{c.labelOf(a)}
	return true, nil
}

// describesLanguage reports whether annotations of a type describe the words of a text or the text
// itself, and not what it says.
func describesLanguage(typ string) bool {
	for _, prefix := range []string{
		"uima.tcas.DocumentAnnotation", "de.tudarmstadt.ukp.dkpro.core.api.segmentation.", "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
		"de.tudarmstadt.ukp.dkpro.core.api.syntax.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.", "de.tudarmstadt.ukp.dkpro.core.api.structure.",
		"de.tudarmstadt.ukp.dkpro.core.api.transform.", "de.tudarmstadt.ukp.clarin.webanno.api.type.",
	} {
		if strings.HasPrefix(typ, prefix) {
			return true
		}
	}
	return slices.Contains([]string{"Token", "Sentence", "Paragraph", "Lemma", "Stem", "POS"}, typ[strings.LastIndexByte(typ, '.')+1:])
}

// labelOf returns the label that an annotation of another program stands for.
func (c *cas) labelOf(a *annotation) string {
	for _, name := range []string{"value", "label", "Label", "category", "tag", "class"} {
		if text := strings.TrimSpace(a.features[name]); text != "" {
			return text
		}
	}
	texts, _ := c.known.texts(a.typ)
	for _, name := range texts {
		if text := strings.TrimSpace(a.features[name]); text != "" && name != "id" && name != "identifier" {
			return text
		}
	}
	return a.typ[strings.LastIndexByte(a.typ, '.')+1:]
}
