package notes

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// invented returns n notes with various subjects, grades and times.
func invented(rng *rand.Rand, n int) []*entry {
	outlets := []string{"", "Tide Post", "Évening Sun", "zeit"}
	var all []*entry
	for i := range n {
		note := model.Note{ID: fmt.Sprint("n", i), Analyst: "Ines", Text: fmt.Sprintf("Doubtful remark %d about the Café.", i)}
		note.Created = time.Unix(rng.Int64N(50), 0)
		note.Updated = note.Created
		if rng.IntN(2) == 0 {
			note.Grade = model.Grade{Source: string("ABCDEF"[rng.IntN(6)]), Information: string("123456"[rng.IntN(6)])}
		}
		article, outlet := rng.IntN(7), outlets[rng.IntN(4)]
		sentence := ""
		switch rng.IntN(3) {
		case 0:
			note.Target = model.OnOutlet("Tide Post")
		case 1:
			note.Target = model.OnArticle(model.ArticleID(fmt.Sprint(article)))
		default:
			at := rng.IntN(100)
			note.Target = model.OnSentence(model.ArticleID(fmt.Sprint(article)), model.Span{Start: at, End: at + 5})
			sentence = "The dam held."
		}
		e := newEntry(note, sentence)
		if note.Target.Article == "" {
			e.of("", note.Target.Outlet, "", -1)
		} else {
			e.of("Title", outlet, "2025-10-09", article)
		}
		all = append(all, e)
	}
	return all
}

// In every order, the list has every wanted note once.
func TestEveryNoteIsListedOnceInEveryOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for range 50 {
		all := invented(rng, rng.IntN(300))
		for _, grade := range []string{anyGrade, graded, ungraded, "B", "3"} {
			for k := anyKind; k <= onOutlets; k++ {
				want := 0
				for _, e := range all {
					if (k == anyKind || k == e.kind()) && (grade == anyGrade || grade == graded && !e.Grade.IsZero() || grade == ungraded && e.Grade.IsZero() ||
						len(e.Grade.String()) == 2 && strings.Contains(e.Grade.String(), grade)) {
						want++
					}
				}
				for o := newestFirst; o <= byOutlet; o++ {
					shown := arrange(context.Background(), all, wanted{kind: k, grade: grade, order: o})
					seen := map[string]bool{}
					for _, e := range shown {
						seen[e.ID] = true
					}
					if len(shown) != want || len(seen) != want || !slices.IsSortedFunc(shown, o.compare) {
						t.Fatalf("kind %d, grade %q, order %d: %d notes, %d different, want %d", k, grade, o, len(shown), len(seen), want)
					}
				}
			}
		}
	}
}

func TestNotesAreInTheirOrder(t *testing.T) {
	at := func(id string, target model.NoteTarget, outlet string, place, time_ int) *entry {
		e := newEntry(model.Note{ID: id, Target: target, Updated: time.Unix(int64(time_), 0)}, "")
		e.of("", outlet, "", place)
		return e
	}
	all := []*entry{
		at("late", model.OnSentence("b", model.Span{Start: 9, End: 12}), "Sun", 1, 1),
		at("early", model.OnSentence("b", model.Span{Start: 2, End: 5}), "Sun", 1, 3),
		at("article", model.OnArticle("b"), "Sun", 1, 2),
		at("first", model.OnArticle("a"), "Tide", 0, 4),
		at("outlet", model.OnOutlet("Tide"), "Tide", -1, 5),
		at("none", model.OnArticle("c"), "", 2, 6),
	}
	for o, want := range map[order]string{
		newestFirst: "none outlet first early article late",
		inArticles:  "outlet first article early late none",
		byOutlet:    "article early late outlet first none",
	} {
		var got []string
		for _, e := range arrange(context.Background(), all, wanted{order: o}) {
			got = append(got, e.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("order %d: %v, want %s", o, got, want)
		}
	}
}

func TestNotesAreFoundByAllThatIsShownOfThem(t *testing.T) {
	e := newEntry(model.Note{ID: "n", Text: "Says the Café.", Analyst: "Oskar", Grade: model.Grade{Source: "B", Information: "2"}}, "The dam held on Tuesday.")
	e.of("Flood in Brenholt", "Évening Sun", "2025-10-09", 0)
	for query, found := range map[string]bool{
		"cafe": true, "CAFÉ ": true, "dam tuesday": true, "brenholt says": true, "evening": true, "oskar": true, "b2": true,
		`"dam held"`: true, "river": false, "dam -cafe": false, "caf": true, "caf ": false,
	} {
		q, err := search.Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(arrange(context.Background(), []*entry{e}, wanted{query: q})) == 1; got != found {
			t.Errorf("%q is found: %v", query, got)
		}
	}
	q, _ := search.Parse("the ")
	note, sentence := e.marks(search.NewMatcher(q))
	if len(note) != 1 || note[0].Of(e.Text) != "the" || len(sentence) != 1 || sentence[0].Of(e.sentence) != "The" {
		t.Errorf("marks %v and %v", note, sentence)
	}
}

// 50,000 notes are arranged while the analyst types.
func BenchmarkArrange(b *testing.B) {
	all := invented(rand.New(rand.NewPCG(1, 2)), 50_000)
	q, err := search.Parse("remark 4999")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		w    wanted
	}{{"all", wanted{}}, {"words", wanted{query: q}}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				arrange(context.Background(), all, c.w)
			}
		})
	}
}
