package compare

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// BenchmarkScrollStep scrolls the matrix by one row.
func BenchmarkScrollStep(b *testing.B) {
	for name, size := range map[string][2]int{"100x5": {100, 5}, "1000x200": {1000, 200}} {
		b.Run(name, func(b *testing.B) {
			c := laid(b, many(size[0], size[1]), 1440, 900)
			step := float32(-24)
			for b.Loop() {
				before := c.view.matrix.list
				c.view.matrix.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, step)})
				_ = before
			}
		})
	}
}

// BenchmarkKey moves the current cell by key, down and up in turn.
func BenchmarkKey(b *testing.B) {
	for name, size := range map[string][2]int{"100x5": {100, 5}, "1000x200": {1000, 200}} {
		for _, keys := range [][2]fyne.KeyName{{fyne.KeyDown, fyne.KeyUp}, {fyne.KeyRight, fyne.KeyLeft}} {
			b.Run(name+"/"+string(keys[0]), func(b *testing.B) {
				c := laid(b, many(size[0], size[1]), 1440, 900)
				i := 0
				for b.Loop() {
					c.view.matrix.list.TypedKey(&fyne.KeyEvent{Name: keys[i%2]})
					i++
				}
			})
		}
	}
}

// BenchmarkSideways scrolls the outlets by one, there and back.
func BenchmarkSideways(b *testing.B) {
	c := laid(b, many(1000, 200), 1440, 900)
	i := 0
	for b.Loop() {
		c.view.matrix.scroll(1 - 2*(i%2))
		i++
	}
}

// BenchmarkStance changes the stance of a mention among 1,000 statements with 5 mentions each.
func BenchmarkStance(b *testing.B) {
	c := laid(b, many(10, 200), 1440, 900)
	s := c.win.Session()
	for i := range 1000 {
		var all []edit.Mentioning
		for k := range 5 {
			on := model.Subject{Article: model.ArticleID(fmt.Sprintf("a%03d", (i+40*k)%200)), Sentence: model.Span{Start: 100 * i, End: 100*i + 20}}
			all = append(all, edit.Mentioning{On: on, Stance: model.Asserts})
			c.facts[fact{on.Article, on.Sentence, "Ines"}] = known{index: i, text: "Twelve boats sank on Friday, the harbour office said.", attested: true}
		}
		if _, err := s.NewStatement("Twelve boats sank", all); err != nil {
			b.Fatal(err)
		}
	}
	c.keys = keysOf(s.Compared())
	list := s.Compared().Statements.All()
	for _, id := range list {
		c.remake(id)
	}
	c.view.refresh()
	s.Subscribe(c.Changed)
	c.view.matrix.show(list[0])
	c.view.mentions.show()
	m := c.view.mentions.mention()
	i := 0
	for b.Loop() {
		if err := s.Mention(list[0], edit.Mentioning{On: on(m), Stance: model.Stances()[i%4]}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
