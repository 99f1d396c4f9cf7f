package session_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// Whatever is done with versions, a session shows what one shows that begins on the same project.
func TestASessionWithVersionsShowsWhatTheProjectHas(t *testing.T) {
	for seed := range seeds(15) { // a failure names its seed
		rng := rand.New(rand.NewPCG(seed, 5))
		w := given(t, manyVersions(rng)...)
		w.ok(w.ShowLayers(true))
		var log []string
		for range 60 {
			log = append(log, w.withVersions(rng))
			w.EndTyping()
			w.saved()
			fresh, err := session.New(w.store, w.opts)
			w.ok(err)
			if got, want := w.showsOf(w.Session), w.showsOf(fresh); got != want {
				t.Fatalf("seed %d, after %s:\nthe session shows\n%s\na new one\n%s", seed, strings.Join(log[max(0, len(log)-6):], ", "), got, want)
			}
		}
	}
}

// manyVersions returns five texts that share sentences, one of them with more labels than a
// session applies one by one.
func manyVersions(rng *rand.Rand) (docs []*model.Document) {
	var all []string
	for i := range 40 {
		all = append(all, fmt.Sprintf("Witness %d saw boat %d leave pier %d before the %d flood came.", i, i*7%11, i*5%13, i))
	}
	for n := range 5 {
		var paragraphs []string
		for i := 0; i < len(all); i += 4 {
			p := slices.Clone(all[i : i+4])
			if rng.IntN(3) == 0 {
				p[rng.IntN(4)] = fmt.Sprintf("Nobody in version %d knew about %d.", n, i)
			}
			paragraphs = append(paragraphs, strings.Join(p, "|"))
		}
		docs = append(docs, reported(model.ArticleID(fmt.Sprint("v", n)), paragraphs...))
	}
	return docs
}

// showsOf returns what a session shows of articles, versions, grades, phrases, voices and
// statements.
func (w *world) showsOf(s *session.Session) string {
	w.t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%d articles, total %s\n", s.Articles(), progress(s.Total()))
	for sum := range s.Summaries() {
		current, superseded := s.CurrentVersion(sum.ID)
		fmt.Fprintf(&b, "%s %s %v %v %s %v\n", sum.ID, progress(sum.Progress), superseded, current, fmt.Sprint(s.ArticleGrade(sum.ID)), len(s.Versions(sum.ID)))
		doc, err := w.store.Document(sum.ID)
		w.ok(err)
		for _, u := range doc.Sentences() {
			if g := s.InForce(doc, u.Span); g.Grade != (model.Grade{}) {
				fmt.Fprintf(&b, "  %v %s", u.Span, g.Grade)
			}
			if s.HasPhrase(doc, u.Span) {
				fmt.Fprintf(&b, "  %v phrase", u.Span)
			}
		}
	}
	phrases, err := s.Phrases()
	w.ok(err)
	for _, p := range phrases {
		fmt.Fprintf(&b, "%+v\n", p)
	}
	fmt.Fprintf(&b, "%v\n", s.VoiceNames())
	compared := s.Compared()
	for _, id := range compared.Statements.All() {
		fmt.Fprintln(&b, id, compared.Statements.Title(id))
	}
	var mentions []string
	compared.Each(record.MentionKind, func(key model.Key, _ any) { mentions = append(mentions, fmt.Sprintf("%+v", key)) })
	slices.Sort(mentions)
	b.WriteString(strings.Join(mentions, "\n"))
	return b.String()
}

func progress(p model.Progress) string {
	used := maps.Clone(p.Labelled)
	maps.DeleteFunc(used, func(_ model.LabelKey, n int) bool { return n == 0 })
	return fmt.Sprint(p.Sentences, " ", p.Notes, " ", used)
}

// withVersions performs one random action and returns what it was.
func (w *world) withVersions(rng *rand.Rand) string {
	w.t.Helper()
	w.pass(time.Minute)
	if w.Shown() == 0 {
		w.ignore(w.Undo())
		return "undo"
	}
	if w.Document() == nil || rng.IntN(3) == 0 {
		w.open(w.Row(rng.IntN(w.Shown())).ID)
	}
	id := w.Document().ID
	var all []model.ArticleID
	for s := range w.Summaries() {
		all = append(all, s.ID)
	}
	other := all[rng.IntN(len(all))]
	w.MoveTo(rng.IntN(max(len(w.Document().Units), 1)))
	carried := func(what string, of func(carry.Planner) (carry.Plan, error)) string {
		prepared := w.versionPlan(false, of)
		if rng.IntN(2) == 0 {
			_, _ = prepared.Read(w.t.Context())
		}
		plan, err := w.Carry(prepared)
		w.ignore("", err)
		return fmt.Sprintf("%s: %d edits", what, len(plan.Change.Edits))
	}
	switch rng.IntN(16) {
	case 0:
		for i := range w.Document().Units {
			if w.Document().Units[i].Kind == model.UnitSentence {
				w.MoveTo(i)
				w.ignore("", w.Tag(model.Claim))
				w.MoveTo(i)
				w.ok(w.WriteNote(w.NewNoteID(), w.sentence(), "Why?"))
				w.ok(w.GivePhrase(session.SentenceScope, "single source"))
				w.ok(w.Attribute(session.Attributing{Voice: "The pilot", Mode: model.Direct}))
			}
		}
		return "everything on " + string(id)
	case 1:
		w.ignore("", w.Tag(model.Quote))
	case 2:
		w.ignore("", w.SetGrade(record.GradedSentence, model.Grade{Information: "2"}, "seen"))
	case 3:
		w.ignore("", w.SetGrade(record.GradedArticle, model.Grade{Source: "B"}, "known"))
	case 4:
		w.ignore("", w.GivePhrase(session.ArticleScope, "odd"))
	case 5:
		w.ignore("", w.Remove(id))
	case 6:
		if u, ok := w.Current(); ok {
			on := edit.Mentioning{On: model.Subject{Article: id, Sentence: u.Span}, Stance: model.Asserts}
			_, err := w.NewStatement(fmt.Sprint("S", rng.IntN(9)), []edit.Mentioning{on})
			w.ignore("", err)
			w.ignore("", w.Split(u.Span.Start+rng.IntN(u.Span.Len())))
		}
	case 7, 8, 9:
		return carried(fmt.Sprint("add ", id, other), add(id, other))
	case 10:
		return carried(fmt.Sprint("separate ", id), func(p carry.Planner) (carry.Plan, error) { return p.Separate(id) })
	case 11:
		return carried(fmt.Sprint("order ", id), func(p carry.Planner) (carry.Plan, error) {
			order := p.Chains.Of(id)
			slices.Reverse(order)
			return p.Arrange(order)
		})
	case 12, 13:
		verb, err := w.Undo()
		w.ignore(verb, err)
		return "undo " + string(verb)
	case 14:
		verb, err := w.Redo()
		w.ignore(verb, err)
		return "redo " + string(verb)
	case 15:
		if w.store.Last > 0 {
			w.goBack(w.store.Last - min(w.store.Last, rng.Uint64N(6)))
		}
		return "go back"
	}
	return "other"
}
