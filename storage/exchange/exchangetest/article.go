package exchangetest

import (
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/intaketest"
	"assay.app/assay/storage/storagetest"
)

// Harbour and Ferry are the texts of two articles.
const (
	Harbour = "Harbour wall gives way\n\nThe wall of the old harbour gave way on Tuesday. “We saw it coming,” said Ana Ré, the harbour master. It was built in 1931.\n\nNo one was hurt. A < b && c > d stays as it is.\n"
	Ferry   = "The ferry to Ölland was cancelled. Passengers waited — some for 9 hours. 🚢 came at last.\r\n\r\nThe company had no comment.\r\n"
)

// Parse returns the document made from a text that is imported from path.
func Parse(t testing.TB, text, path string) *model.Document {
	t.Helper()
	return intaketest.Document(t, text, path, intake.Options{Now: Clock})
}

// Invented returns n different articles.
func Invented(t testing.TB, n int) []*model.Document {
	t.Helper()
	docs := make([]*model.Document, 0, n)
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "Tram line %d to open\n\n", i)
		for j := range 12 {
			fmt.Fprintf(&b, "Stop %d of line %d will have a shelter, the council said on Monday. “Nobody should wait in the rain,” said its speaker. ", j, i)
			if j%3 == 2 {
				b.WriteString("\n\n")
			}
		}
		docs = append(docs, Parse(t, b.String(), fmt.Sprintf("/press/tram-%04d.txt", i)))
	}
	return docs
}

// Converted returns an article whose text was converted from a web page.
func Converted() *model.Document {
	d := storagetest.Document("The ferry left late. Nobody was told.")
	d.Source = model.Source{Format: "html", SHA256: strings.Repeat("0f", 32), Encoding: "koi8-r", Record: model.Record{N: 3, Of: 40, Start: 91, End: 5_000_000_000, ID: "TIDE 12·b"}}
	d.Metadata.Section = "World"
	return d
}
