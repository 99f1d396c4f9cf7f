package pdf_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"testing"

	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
	"assay.app/assay/storage/report/pdf"
)

// statements is a document like the report of a hundred statements: 300 paragraphs and 10 tables.
func statements() *content.Document {
	var all []content.Block
	for i := range 100 {
		all = append(all, content.Heading{Level: 2, ID: fmt.Sprint("s", i), Text: []content.Run{content.Plain(fmt.Sprintf("Statement %d on the gates", i))}})
		for j := range 3 {
			p := paragraph(fmt.Sprintf("In paragraph %d of %d the clerk wrote that the north gate had opened before noon, that %d boats had come in, and that nobody was seen on the quay until the afternoon, when the bells rang.", j, i, i*j))
			p.Text[0].Note = &content.Note{ID: fmt.Sprintf("n%d-%d", i, j), Text: []content.Run{content.Plain("Gazette, 3 May, paragraph 2.")}}
			all = append(all, p)
		}
		if i%10 == 0 {
			var rs [][]content.Cell
			for k := range 20 {
				rs = append(rs, contenttest.Cells(fmt.Sprint(k), "the north gate opened before noon", fmt.Sprint(k*i)))
			}
			all = append(all, content.Table{Columns: []content.Column{{Title: "Key", Width: 1}, {Title: "Text", Width: 4}, {Title: "N", Width: 1}}, Rows: contenttest.Rows(rs...)})
		}
	}
	return document(all...)
}

func BenchmarkStatements(b *testing.B) {
	opts := options(b, true)
	for b.Loop() {
		if _, err := pdf.Write(context.Background(), io.Discard, statements(), opts); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAnnex reports the most memory in use while an annex is written, apart from garbage.
func BenchmarkAnnex(b *testing.B) {
	opts := options(b, true)
	for _, n := range []int{1_000, 13_013, 52_052} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			most, pages := uint64(0), 0
			for b.Loop() {
				result, err := pdf.Write(context.Background(), &watching{most: &most}, contenttest.Annex(n), opts)
				if err != nil {
					b.Fatal(err)
				}
				pages = result.Pages
			}
			b.ReportMetric(float64(most)/(1<<20), "MB-live")
			b.ReportMetric(float64(pages), "pages")
		})
	}
}

// watching looks at the heap now and then.
type watching struct {
	writes int
	most   *uint64
}

func (w *watching) Write(p []byte) (int, error) {
	if w.writes++; w.writes%64 == 1 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		*w.most = max(*w.most, m.HeapAlloc)
	}
	return len(p), nil
}
