package compare

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
)

// world has articles of the outlets A, B, C and D, named a to d, and one statement.
type world struct {
	articles []Article
	mentions []Mention
	gaps     []Gap
}

func newWorld() *world {
	w := &world{}
	for _, name := range []string{"a", "b", "c", "d"} {
		w.articles = append(w.articles, Article{ID: model.ArticleID(name), Title: name, Outlet: strings.ToUpper(name), Language: "en"})
	}
	return w
}

// origin sets the origin of an article.
func (w *world) origin(article string, kind model.OriginKind, name string) *world {
	for i := range w.articles {
		if w.articles[i].ID == model.ArticleID(article) {
			w.articles[i].Origin = model.Origin{Kind: kind, Name: name}
		}
	}
	return w
}

func (w *world) mention(article string, stance model.Stance, text string, change ...func(*Mention)) *world {
	at := 100 * len(w.mentions)
	m := Mention{
		Statement: "s", Analyst: "R. Vance", Article: model.ArticleID(article), Index: len(w.mentions),
		Sentence: model.Span{Start: at, End: at + len(text)}, Text: text, Stance: stance,
	}
	for _, c := range change {
		c(&m)
	}
	w.mentions = append(w.mentions, m)
	return w
}

func voice(id string) func(*Mention) {
	return func(m *Mention) { m.Voice, m.VoiceName = model.VoiceID(id), strings.ToUpper(id) }
}

func detached(m *Mention) { m.Index = -1 }

func (w *world) table() *Table {
	b := NewBuilder()
	b.Statement(Statement{ID: "s", Title: "The wall held"})
	for _, a := range w.articles {
		b.Article(a)
	}
	for _, m := range w.mentions {
		b.Mention(m)
	}
	for _, g := range w.gaps {
		b.Gap(g)
	}
	return b.Table()
}

func (w *world) row(t *testing.T) Row {
	t.Helper()
	table := w.table()
	if len(table.Rows) != 1 {
		t.Fatalf("%d rows", len(table.Rows))
	}
	verifyRow(t, table, table.Rows[0])
	return table.Rows[0]
}

// verifyRow checks that what a row counts can be opened.
func verifyRow(t *testing.T, table *Table, r Row) {
	t.Helper()
	listed := 0
	for i, c := range r.Cells {
		if i > 0 && r.Cells[i-1].Column >= c.Column || c.Column >= len(table.Outlets) {
			t.Fatalf("cells are out of order: %+v", r.Cells)
		}
		for _, m := range c.Mentions {
			if r.Mentions[m].Column != c.Column {
				t.Fatalf("mention %d is in column %d", m, r.Mentions[m].Column)
			}
			listed++
		}
		if len(c.Mentions) == 0 && !c.LeftOut {
			t.Fatalf("an empty cell: %+v", c)
		}
	}
	if listed != len(r.Mentions) {
		t.Fatalf("cells list %d of %d mentions", listed, len(r.Mentions))
	}
	supporting, counted := map[int]bool{}, 0
	for _, o := range r.Independent.Origins {
		for _, m := range o.Mentions {
			if r.Mentions[m].Stance != model.Asserts {
				t.Fatalf("%+v counts a mention that asserts nothing", o)
			}
			supporting[m] = true
			counted++
		}
	}
	for _, v := range r.Independent.Voices {
		for _, m := range v.Mentions {
			if r.Mentions[m].Stance != model.Attributes || r.Mentions[m].Voice != v.Voice {
				t.Fatalf("%+v counts a mention of another voice", v)
			}
			supporting[m] = true
			counted++
		}
	}
	want := 0
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.counts() && (m.Stance == model.Asserts || m.Stance == model.Attributes) {
			want++
		}
	}
	if counted != want || len(supporting) != want || r.Independent.Count != len(r.Independent.Origins)+len(r.Independent.Voices) {
		t.Fatalf("%d mentions count, not %d: %+v", counted, want, r.Independent)
	}
	for _, c := range r.Conflicts {
		if c.From >= c.To || r.Mentions[c.From].Column == r.Mentions[c.To].Column {
			t.Fatalf("a conflict of one outlet: %+v", c)
		}
	}
	from := 0
	for _, h := range table.Heads {
		if h.From != from || h.To <= from {
			t.Fatalf("%+v", table.Heads)
		}
		from = h.To
	}
	if from != len(table.Outlets) {
		t.Fatalf("%+v", table.Heads)
	}
}

func TestIndependentSources(t *testing.T) {
	for _, c := range []struct {
		name            string
		world           *world
		origins, voices int
	}{
		{"own reporting", newWorld().mention("a", model.Asserts, "It held.").mention("b", model.Asserts, "It held."), 2, 0},
		{
			"one agency", newWorld().origin("a", model.FromAgency, "Tellwire").origin("b", model.FromAgency, " tellwire").
				mention("a", model.Asserts, "It held.").mention("b", model.Asserts, "It held.").mention("c", model.Asserts, "It held."), 2, 0,
		},
		{
			"another outlet's article", newWorld().origin("b", model.FromOutlet, "A").
				mention("a", model.Asserts, "It held.").mention("b", model.Asserts, "It held."), 1, 0,
		},
		{
			"one speaker", newWorld().mention("a", model.Attributes, "It held, Ré said.", voice("re")).
				mention("b", model.Attributes, "Ré: it held.", voice("re")).mention("c", model.Attributes, "It held, Ré said.", voice("re")), 0, 1,
		},
		{"unnamed voices of two origins", newWorld().mention("a", model.Attributes, "It held, they say.").mention("a", model.Attributes, "It held, some say.").
			mention("b", model.Attributes, "It held, they say."), 0, 2},
		{"denials", newWorld().mention("a", model.Denies, "It broke.").mention("b", model.Doubts, "Did it hold?"), 0, 0},
		{"both", newWorld().mention("a", model.Asserts, "It held.").mention("b", model.Attributes, "It held, Ré said.", voice("re")), 1, 1},
		{"detached", newWorld().mention("a", model.Asserts, "It held.", detached), 0, 0},
		{"two analysts, one sentence", newWorld().mention("a", model.Asserts, "It held.").mention("a", model.Asserts, "It held.", func(m *Mention) {
			m.Analyst, m.Sentence, m.Index = "O. Lind", model.Span{Start: 0, End: 8}, 0
		}), 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := c.world.row(t).Independent
			if len(in.Origins) != c.origins || len(in.Voices) != c.voices {
				t.Errorf("%+v", in)
			}
		})
	}
}

func TestStates(t *testing.T) {
	for _, c := range []struct {
		name  string
		world *world
		want  State
	}{
		{"nothing", newWorld(), Uniform},
		{"the same", newWorld().mention("a", model.Asserts, "The wall held.").mention("b", model.Asserts, "That wall did hold."), Uniform},
		{"a denial", newWorld().mention("a", model.Asserts, "The wall held.").mention("b", model.Denies, "The wall broke."), Contradicted},
		{"a doubt", newWorld().mention("a", model.Attributes, "The wall held, he said.").mention("b", model.Doubts, "Whether the wall held is unclear."), Contradicted},
		{"only denials", newWorld().mention("a", model.Denies, "The wall broke.").mention("b", model.Denies, "The wall broke."), Uniform},
		{"numbers", newWorld().mention("a", model.Asserts, "The flood reached 240 residents.").mention("b", model.Asserts, "The flood reached 900 residents."), Contradicted},
		{"numbers in one outlet", newWorld().mention("a", model.Asserts, "The flood reached 240 residents.").mention("a", model.Asserts, "The flood reached 900 residents."), Uniform},
		{"a figure more", newWorld().mention("a", model.Asserts, "The flood reached 240 residents.").mention("b", model.Asserts, "The flood reached residents."), Differing},
		{"a number in words", newWorld().mention("a", model.Asserts, "Twelve boats sank.").mention("b", model.Asserts, "12 boats sank."), Uniform},
		{"another quotation", newWorld().mention("a", model.Attributes, "“We built the wall twice already,” she said.").
			mention("b", model.Attributes, "“We built the wall once already,” she said."), Differing},
		{"a shorter quotation", newWorld().mention("a", model.Attributes, "“We built the wall all night long,” she said.").
			mention("b", model.Attributes, "“We built the wall,” she said."), Uniform},
		{"a detached denial", newWorld().mention("a", model.Asserts, "The wall held.").mention("b", model.Denies, "The wall broke.", detached), Uniform},
	} {
		t.Run(c.name, func(t *testing.T) {
			if r := c.world.row(t); r.State != c.want {
				t.Errorf("%v: %+v", r.State, r)
			}
		})
	}
}

func TestOnlyTheOddFigureIsMarked(t *testing.T) {
	r := newWorld().mention("a", model.Asserts, "Twelve boats sank.").mention("b", model.Asserts, "12 boats sank.").
		mention("c", model.Asserts, "14 boats sank.").row(t)
	var marks []Mark
	for _, c := range r.Cells {
		marks = append(marks, c.Differs)
	}
	if !slices.Equal(marks, []Mark{0, 0, FiguresDiffer}) {
		t.Errorf("%v", marks)
	}
	if len(r.Conflicts) == 0 || r.Conflicts[0].Kind != match.Number {
		t.Errorf("%+v", r.Conflicts)
	}
}

func TestCells(t *testing.T) {
	w := newWorld().
		mention("a", model.Attributes, "It held, Ré said.").mention("a", model.Asserts, "It held.").
		mention("b", model.Asserts, "It held.").mention("b", model.Denies, "It did not.").
		mention("c", model.Asserts, "It held.", detached).
		mention("elsewhere", model.Asserts, "It held.")
	w.gaps = []Gap{{"s", "c", "R. Vance"}, {"s", "d", "R. Vance"}, {"s", "d", "O. Lind"}, {"s", "a", "O. Lind"}, {"s", "gone", "O. Lind"}}
	r := w.row(t)
	if c := r.Cell(0); c.Stance != model.Asserts || c.Mixed || c.LeftOut || len(c.Mentions) != 2 || len(c.By) != 1 {
		t.Errorf("a: %+v", c)
	}
	if c := r.Cell(1); !c.Mixed || c.Stance != "" {
		t.Errorf("b: %+v", c)
	}
	if c := r.Cell(2); c.Stance != "" || !c.LeftOut || len(c.Mentions) != 1 {
		t.Errorf("c: %+v", c)
	}
	if c := r.Cell(3); !c.LeftOut || !slices.Equal(c.By, []string{"O. Lind", "R. Vance"}) {
		t.Errorf("d: %+v", c)
	}
	if r.Outlets != 2 || r.Detached != 1 || r.Elsewhere != 1 || len(r.Mentions) != 5 {
		t.Errorf("%+v", r)
	}
	if c := r.Cell(17); c.Column != 17 || c.LeftOut || c.Mentions != nil {
		t.Errorf("%+v", c)
	}
}

func TestAnalystsWhoDisagreeOnASentenceMakeACellMixed(t *testing.T) {
	w := newWorld().mention("a", model.Asserts, "It held.")
	m := w.mentions[0]
	m.Analyst, m.Stance = "O. Lind", model.Attributes
	w.mentions = append(w.mentions, m)
	r := w.row(t)
	if c := r.Cell(0); !c.Mixed || len(c.Mentions) != 2 {
		t.Errorf("%+v", c)
	}
}

// Two statements with a mention on one sentence may have been joined.
func TestAMentionUnderTwoJoinedStatementsIsListedOnce(t *testing.T) {
	w := newWorld().mention("a", model.Asserts, "It held.").mention("b", model.Asserts, "It held.", detached)
	w.mentions = append(w.mentions, w.mentions...)
	r := w.row(t)
	if len(r.Mentions) != 2 || len(r.Cell(0).Mentions) != 1 || r.Detached != 1 || r.Outlets != 1 || r.Independent.Count != 1 {
		t.Errorf("%+v", r)
	}
	w.mentions[2].Stance = model.Denies
	if r = w.row(t); len(r.Mentions) != 3 || !r.Cell(0).Mixed {
		t.Errorf("with two stances: %+v", r)
	}
}

func TestOutletsOfOneOriginAreNeighbours(t *testing.T) {
	w := newWorld().origin("d", model.FromAgency, "Tellwire").origin("a", model.FromAgency, "Tellwire").origin("c", model.FromOutlet, "B")
	table := w.table()
	var names []string
	for _, o := range table.Outlets {
		names = append(names, o.Name)
	}
	if !slices.Equal(names, []string{"A", "D", "B", "C"}) {
		t.Errorf("%v", names)
	}
	want := []Head{{model.Origin{Kind: model.FromAgency, Name: "Tellwire"}, 0, 2}, {model.Origin{Kind: model.FromOutlet, Name: "B"}, 2, 4}}
	if !slices.Equal(table.Heads, want) {
		t.Errorf("%+v", table.Heads)
	}
}

func TestTablesWithoutOutletsOrMentions(t *testing.T) {
	table := NewBuilder().Table()
	if len(table.Rows)+len(table.Outlets)+len(table.Heads) != 0 {
		t.Errorf("%+v", table)
	}
	b := NewBuilder()
	b.Article(Article{ID: "x"})
	b.Article(Article{ID: "y"})
	b.Statement(Statement{ID: "s"})
	b.Mention(Mention{Statement: "s", Article: "x", Stance: model.Asserts, Text: "It held."})
	b.Mention(Mention{Statement: "s", Article: "y", Stance: model.Asserts, Text: "It held."})
	table = b.Table()
	if len(table.Outlets) != 2 || table.Rows[0].Independent.Count != 2 {
		t.Errorf("articles without an outlet: %+v", table.Rows)
	}
}

// randomTable returns a builder with random contents, added in a random order.
func randomTable(r *rand.Rand, order *rand.Rand) *Builder {
	var steps []func(*Builder)
	stances := append(model.Stances(), "newer")
	texts := []string{"240 boats sank.", "About 300 boats sank on Friday.", "“We lost many of the boats,” Ré said.", "“We lost all of the boats,” Ré said.", "No boats sank.", "", "Es sanken 12 Boote."}
	for i := range 12 {
		a := Article{ID: model.ArticleID(fmt.Sprint(i)), Outlet: fmt.Sprint("O", r.IntN(6)), Language: []string{"en", "de"}[r.IntN(2)], Published: fmt.Sprint(r.IntN(3))}
		if r.IntN(2) == 0 {
			a.Origin = model.Origin{Kind: model.FromAgency, Name: fmt.Sprint("W", r.IntN(2))}
		}
		steps = append(steps, func(b *Builder) { b.Article(a) })
	}
	for i := range 4 {
		steps = append(steps, func(b *Builder) {
			b.Statement(Statement{ID: model.StatementID(fmt.Sprint(i)), Position: float64(i % 2)})
		})
	}
	used := map[string]bool{}
	for range 60 {
		m := Mention{
			Statement: model.StatementID(fmt.Sprint(r.IntN(5))), Analyst: fmt.Sprint("N", r.IntN(2)), Article: model.ArticleID(fmt.Sprint(r.IntN(14))),
			Stance: stances[r.IntN(len(stances))], Index: r.IntN(4) - 1, Voice: model.VoiceID([]string{"", "v", "w"}[r.IntN(3)]),
		}
		m.Text = texts[r.IntN(len(texts))]
		m.Sentence = model.Span{Start: 100 * (m.Index + 1), End: 100*(m.Index+1) + len(m.Text)}
		if key := fmt.Sprint(m.Statement, m.Analyst, m.Article, m.Index); !used[key] {
			used[key] = true
			steps = append(steps, func(b *Builder) { b.Mention(m) })
		}
	}
	for range 10 {
		g := Gap{model.StatementID(fmt.Sprint(r.IntN(4))), model.OutletID(fmt.Sprint("o", r.IntN(7))), fmt.Sprint("N", r.IntN(2))}
		steps = append(steps, func(b *Builder) { b.Gap(g) })
	}
	order.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
	b := NewBuilder()
	for _, s := range steps {
		s(b)
	}
	return b
}

func TestTablesDoNotDependOnOrder(t *testing.T) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	for i := range uint64(60) {
		one := randomTable(rand.New(rand.NewPCG(seed, i)), rand.New(rand.NewPCG(1, 1))).Table()
		two := randomTable(rand.New(rand.NewPCG(seed, i)), rand.New(rand.NewPCG(2, 2))).Table()
		if !reflect.DeepEqual(one.Rows, two.Rows) || !reflect.DeepEqual(one.Outlets, two.Outlets) || !reflect.DeepEqual(one.Heads, two.Heads) {
			t.Fatalf("%+v\n%+v", one.Rows, two.Rows)
		}
		for _, r := range one.Rows {
			verifyRow(t, one, r)
		}
	}
}

func TestARowMadeAgainIsTheSame(t *testing.T) {
	w := newWorld().mention("b", model.Asserts, "240 boats sank.").mention("a", model.Asserts, "300 boats sank.")
	table := w.table()
	before := table.Rows[0]
	again := table.Row(before.Statement, w.mentions, w.gaps)
	if !reflect.DeepEqual(again, before) {
		t.Errorf("%+v", again)
	}
	table.Put(table.Row(Statement{ID: "r", Position: -1}, nil, nil))
	table.Put(table.Row(Statement{ID: "s", Position: -2}, w.mentions[:1], nil))
	if len(table.Rows) != 2 || table.Rows[0].ID != "s" || len(table.Rows[0].Mentions) != 1 {
		t.Errorf("%+v", table.Rows)
	}
	if !table.Remove("s") || table.Remove("s") || len(table.Rows) != 1 {
		t.Errorf("%+v", table.Rows)
	}
}

func TestManyMentionsOfOneStatement(t *testing.T) {
	w := newWorld()
	for i := range 400 {
		text := fmt.Sprintf("In its %s account the flood reached 240 residents.", strings.Repeat("very ", i))
		if i == 399 {
			text = "The flood reached 900 residents."
		}
		w.mention([]string{"a", "b", "c", "d"}[i%4], model.Asserts, text)
	}
	r := w.row(t)
	if len(r.Conflicts) == 0 || r.State != Contradicted {
		t.Error("the only other figure was not compared")
	}
}

func TestEmphasisOfARowComparesMentionsOfOneLanguage(t *testing.T) {
	w := newWorld().mention("a", model.Asserts, "The wall held.").mention("b", model.Asserts, "The wall broke.").
		mention("c", model.Asserts, "Die Mauer hielt.").mention("d", model.Asserts, "The wall held.")
	w.articles[2].Language = "de"
	table := w.table()
	r := table.Rows[0]
	var got []string
	for i, all := range table.Emphasis(&r) {
		for _, d := range all {
			got = append(got, fmt.Sprint(i, " ", d.Span.Of(r.Mentions[i].Text)))
		}
	}
	if want := []string{"0 held", "1 broke", "3 held"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
