// Package peertest makes projects for the tests of formats, and compares what a format wrote with what
// it reads back.
package peertest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/storagetest"
)

// Epoch is the time at which random projects are made.
var Epoch = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// words are those of random texts: with emoji, combining marks, right-to-left scripts, characters that
// formats use for themselves, and words that look like numbers and formulas.
var words = []string{
	"the", "harbour", "wall", "said", "A<b>&amp;c", "“We", "left”", "naïve", "cafe\u0301", "😀", "👩‍👩‍👧", "🇺🇦", "שלום", "مرحبا",
	"\"quoted\"", "semi;colon", "tab", "=1+1", "-5", "00123", "back\\slash", "100%", "#hash", "[brackets]", "{braces}", "under_score",
	"*", "_", "日本語", "Łódź", "ﬁ", "x|y", "a,b", "'tis", "\u200bzero", "-lrb-", "null", "NaN", "TRUE", "1/2", "2026-03-04",
}

// Analysts are the names of the analysts of random projects. The first has most labels.
var Analysts = []string{"ana", "Bo Æbelø", "zoe, “the” 3rd"}

// Text returns a random text of about n sentences.
func Text(rng *rand.Rand, n int) string {
	var b strings.Builder
	end := "\n"
	if rng.IntN(3) == 0 {
		end = "\r\n"
	}
	for i := range n {
		fmt.Fprintf(&b, "Sentence %d", i)
		for range 1 + rng.IntN(12) {
			b.WriteByte(' ')
			b.WriteString(words[rng.IntN(len(words))])
		}
		b.WriteString(" ended here.")
		switch rng.IntN(4) {
		case 0:
			b.WriteString(end + end)
		case 1:
			b.WriteString("  ")
		default:
			b.WriteString(" ")
		}
	}
	return strings.TrimSpace(b.String()) + end
}

// Project returns a random project of a few articles with work of several analysts. rng decides on
// everything but the time.
func Project(t testing.TB, rng *rand.Rand, articles, sentences int) *storage.Project {
	t.Helper()
	p := storagetest.NewWith(t, storage.Options{Now: func() time.Time { return Epoch }})
	made := map[model.Key]bool{}
	for i := range articles {
		doc, err := intake.Made(fmt.Sprintf("/press/%d/same name.txt", i), Text(rng, 1+rng.IntN(sentences)), model.Metadata{
			Title: "Title " + words[rng.IntN(len(words))], Outlet: []string{"", "The Quay Post", "Évening, \"Star\""}[rng.IntN(3)],
			Published: "2026-03-0" + string(rune('1'+rng.IntN(9))), URL: fmt.Sprintf("https://example.org/a/%d?x=1&y=2", i), Language: "en",
		}, intake.Options{Now: func() time.Time { return Epoch }, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		storagetest.Import(t, p, doc)
		work(t, p, &working{rng: rng, doc: doc, made: made})
	}
	return p
}

// Labels returns the keys of the labels of random projects.
func Labels() []model.LabelKey {
	return []model.LabelKey{model.Claim, model.Quote, model.Background}
}

// work adds labels, notes, phrases, grades, attributions and mentions to an article.
func work(t testing.TB, p *storage.Project, w *working) {
	t.Helper()
	for i, u := range w.doc.Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		for n, analyst := range Analysts {
			if w.rng.IntN(2+2*n) == 0 {
				w.sentence(u.Span, analyst, i)
			}
		}
	}
	w.article()
	if len(w.edits) > 0 {
		p.Enqueue(edit.Change{At: Epoch, Analyst: Analysts[0], Verb: edit.Tag, Edits: w.edits})
	}
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

type working struct {
	rng   *rand.Rand
	doc   *model.Document
	made  map[model.Key]bool // what the lists of phrases, voices and statements have
	edits []edit.Edit
	done  int
}

func (w *working) add(e edit.Edit) { w.edits = append(w.edits, e) }

// list adds an entry of a list of the project once.
func (w *working) list(key model.Key, content any) {
	if !w.made[key] {
		w.made[key] = true
		w.add(edit.Record{Key: key, After: content})
	}
}

func (w *working) at() time.Time {
	w.done++
	return Epoch.Add(time.Duration(w.done) * time.Minute)
}

// remark returns a random text of a note.
func (w *working) remark() string {
	text := words[w.rng.IntN(len(words))] + " seems thin"
	if w.rng.IntN(3) == 0 {
		text += "\nsecond line, with \"quotes\"\tand a tab"
	}
	return text
}

func (w *working) sentence(span model.Span, analyst string, i int) {
	rng, doc := w.rng, w.doc
	on := model.Subject{Article: doc.ID, Sentence: span}
	w.add(edit.OfLabel(doc, span, analyst, nil, &model.Annotation{Analyst: analyst, Label: Labels()[rng.IntN(3)], At: w.at()}))
	if rng.IntN(4) == 0 {
		w.note(model.OnSentence(doc.ID, span), analyst, fmt.Sprintf("s%d", i))
	}
	if rng.IntN(5) == 0 {
		w.phrase(on, analyst)
	}
	if rng.IntN(6) == 0 {
		g := model.Grade{Source: string("ABCDEF"[rng.IntN(6)]), Information: string("123456"[rng.IntN(6)])}
		w.add(edit.Of(record.GradeOn(on, analyst), nil, &record.Grade{Analyst: analyst, Grade: g, Basis: "seen, there", At: w.at()}))
	}
	if rng.IntN(6) == 0 {
		id := record.VoiceIDOf("Ana Ré")
		w.list(record.VoiceKey(id), &record.Voice{Name: "Ana Ré"})
		w.add(edit.Of(record.AttributionOn(doc.ID, span, analyst), nil, &record.Attribution{
			Analyst: analyst, Voice: id, Name: "Ana Ré", Cue: "said", Mode: model.Direct, At: w.at(),
		}))
	}
	if rng.IntN(6) == 0 {
		id := model.StatementID("5a5a5a5a5a5a5a5a")
		w.list(record.StatementKey(id), &record.Statement{Title: "The wall, “old”, fell"})
		w.add(edit.Of(record.MentionOn(on, analyst, id), nil, &record.Mention{
			Statement: id, Analyst: analyst, Title: "The wall, “old”, fell", Stance: model.Asserts, At: w.at(),
		}))
	}
}

func (w *working) note(on model.NoteTarget, analyst, id string) {
	at := w.at()
	w.add(edit.OfNote(nil, &model.Note{
		ID: fmt.Sprintf("%s-%s-%d", w.doc.ID, id, w.done), Target: on, Analyst: analyst, Text: w.remark(), Created: at, Updated: at,
	}))
}

// phrase gives a phrase of the starting set, or one with characters that formats use for themselves.
func (w *working) phrase(on model.Subject, analyst string) {
	name := model.StartingPhrases()[w.rng.IntN(3)].Name
	if w.rng.IntN(2) == 0 {
		name = `no "source"; thin, <old> 😀`
	}
	id := record.PhraseIDOf(name)
	w.list(record.PhraseKey(id), &record.Phrase{Name: name})
	w.add(edit.Of(record.GivenOn(on, analyst, id), nil, &record.Given{Phrase: id, Analyst: analyst, Name: name}))
}

func (w *working) article() {
	rng := w.rng
	if rng.IntN(2) == 0 {
		w.note(model.OnArticle(w.doc.ID), Analysts[rng.IntN(len(Analysts))], "a")
	}
	if rng.IntN(2) == 0 {
		w.phrase(model.Subject{Article: w.doc.ID}, Analysts[0])
	}
	if rng.IntN(2) == 0 {
		g := &record.Grade{Analyst: Analysts[0], On: record.GradedArticle, Grade: model.Grade{Source: "C"}, At: w.at()}
		w.add(edit.Of(record.GradeOn(model.Subject{Article: w.doc.ID}, Analysts[0]), nil, g))
	}
	if o := w.doc.Metadata.Outlet; o != "" && rng.IntN(2) == 0 {
		w.note(model.OnOutlet(o), Analysts[0], "o")
	}
}
