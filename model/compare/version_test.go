package compare

import (
	"testing"

	"assay.app/assay/model"
)

// earlier adds an earlier version of an article of the world.
func (w *world) earlier(article, of string) *world {
	for _, a := range w.articles {
		if a.ID == model.ArticleID(of) {
			a.ID, a.Current = model.ArticleID(article), a.ID
			w.articles = append(w.articles, a)
			break
		}
	}
	return w
}

func gone(m *Mention) { m.Gone = "later" }

func TestWithdrawnCells(t *testing.T) {
	for _, c := range []struct {
		name      string
		w         *world
		stance    model.Stance // of the cell of A
		withdrawn bool
	}{
		{"said", newWorld().mention("a", model.Asserts, "The wall held."), model.Asserts, false},
		{"withdrawn", newWorld().earlier("a1", "a").mention("a1", model.Asserts, "The wall held.", gone), model.Asserts, true},
		{
			"said elsewhere",
			newWorld().earlier("a1", "a").mention("a1", model.Asserts, "The wall held.", gone).mention("a", model.Asserts, "The walls held."),
			model.Asserts, false,
		},
		{
			"said elsewhere, but detached",
			newWorld().earlier("a1", "a").mention("a1", model.Asserts, "The wall held.", gone).mention("a", model.Asserts, "The walls held.", detached),
			model.Asserts, true,
		},
		{"nothing but detached", newWorld().mention("a", model.Asserts, "The wall held.", detached), "", false},
	} {
		row := c.w.mention("b", model.Asserts, "The wall held.").row(t)
		cell, n := row.Cell(0), 0
		if c.withdrawn {
			n = 1
		}
		if cell.Stance != c.stance || cell.Withdrawn != c.withdrawn || row.Withdrawn != n {
			t.Errorf("%s: %+v; %d withdrawn", c.name, cell, row.Withdrawn)
		}
		if row.Cell(1).Withdrawn {
			t.Errorf("%s: the other outlet withdrew nothing", c.name)
		}
	}
}

// The versions of an article are one source and one article of their outlet, even if no outlet
// is known.
func TestVersionsAreOneArticle(t *testing.T) {
	for _, outlet := range []string{"A", ""} {
		w := newWorld()
		w.articles[0].Outlet = outlet
		w.earlier("a1", "a").mention("a1", model.Asserts, "The wall held.", gone).mention("a", model.Asserts, "The wall stood.")
		table := w.table()
		row := table.Rows[0]
		if len(table.Outlets) != 4 || row.Outlets != 1 || row.Independent.Count != 1 {
			t.Errorf("outlet %q: %d columns, %d outlets, %d independent", outlet, len(table.Outlets), row.Outlets, row.Independent.Count)
		}
		if o := table.Outlets[row.Mentions[0].Column]; o.Articles != 1 || outlet == "" && o.Article != "a" {
			t.Errorf("outlet %q: %+v", outlet, o)
		}
		for _, m := range row.Mentions {
			if m.First != m.Article {
				t.Errorf("first said in %q, not %q", m.First, m.Article)
			}
		}
	}
}
