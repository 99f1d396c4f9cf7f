package compare

import (
	"fmt"
	"testing"

	"assay.app/assay/model"
)

// large returns a builder with 1,000 statements, 200 outlets and five mentions a statement,
// and one statement with 500.
func large() *Builder {
	b := NewBuilder()
	for i := range 400 {
		b.Article(Article{ID: model.ArticleID(fmt.Sprintf("%016x", i)), Outlet: fmt.Sprintf("Outlet %03d", i%200), Language: "en"})
	}
	for s := range 1000 {
		id := model.StatementID(fmt.Sprint(s))
		b.Statement(Statement{ID: id, Title: "A statement", Position: float64(s)})
		n := 5
		if s == 500 {
			n = 500
		}
		for i := range n {
			text := fmt.Sprintf("The harbour master said on Friday that “the flood reached %d of the villages %d and %d” before the wall of %d metres held.", i%3+s, s, s/2, s%7)
			b.Mention(Mention{
				Statement: id, Analyst: "R. Vance", Article: model.ArticleID(fmt.Sprintf("%016x", (s*7+i)%400)), Index: i,
				Sentence: model.Span{Start: i * 300, End: i*300 + len(text)}, Text: text, Stance: model.Stances()[i%2],
			})
		}
	}
	return b
}

func BenchmarkTable(b *testing.B) {
	build := large()
	for b.Loop() {
		build.Table()
	}
}

func BenchmarkRow(b *testing.B) {
	build := large()
	table := build.Table()
	for _, s := range []model.StatementID{"7", "500"} {
		b.Run(fmt.Sprint(len(build.mentions[s]), " mentions"), func(b *testing.B) {
			for b.Loop() {
				table.Row(build.statements[s], build.mentions[s], nil)
			}
		})
	}
}
