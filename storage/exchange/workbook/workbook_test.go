package workbook_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/workbook"
)

// judged returns a project with everything that workbooks show: labels by two analysts, notes,
// phrases, attributions, grades, a profile, statements with mentions and gaps, and judgements, of
// which one supersedes another.
func judged(t testing.TB) *storage.Project {
	t.Helper()
	p := exchangetest.WorkedOn(t)
	one, two := exchangetest.Named(t, p, "harbour.txt"), exchangetest.Named(t, p, "ferry.txt")
	meta := one.Metadata
	meta.Published, meta.PublishedAt, meta.URL, meta.Archive = "2031-03-12", "2031-03-12T15:21+01:00", "https://quay.example/harbour?a=1&b=ü", "not an address"
	meta.Retrieved = "2031-03-13"
	said := func(n int) model.Subject {
		return model.Subject{Article: one.ID, Sentence: one.Sentences()[n].Span}
	}
	there := model.Subject{Article: two.ID, Sentence: two.Sentences()[0].Span}
	at := exchangetest.After(20)
	exchangetest.Apply(t, p,
		edit.Metadata{Article: one.ID, Before: one.Metadata, After: meta},
		edit.Of(record.StatementKey("s1"), nil, &record.Statement{Title: "The wall gave way", Position: 1}),
		edit.Of(record.StatementKey("s2"), nil, &record.Statement{Title: "=Nobody was hurt", Position: 2}),
		edit.Of(record.MentionOn(said(1), "ana", "s1"), nil, &record.Mention{Statement: "s1", Analyst: "ana", Title: "The wall gave way", Stance: model.Asserts, At: at}),
		edit.Of(record.MentionOn(there, "ana", "s1"), nil, &record.Mention{Statement: "s1", Analyst: "ana", Title: "The wall gave way", Stance: model.Denies, At: at}),
		edit.Of(record.GapOf("the quay post", "zoe", "s2"), nil, &record.Gap{Statement: "s2", Analyst: "zoe", Title: "=Nobody was hurt", At: at}),
		edit.Of(record.VoiceKey("ana ré"), nil, &record.Voice{Name: "Ana Ré", Kind: model.VoiceOfficial}),
		edit.Of(record.AttributionOn(one.ID, said(1).Sentence, "ana"), nil, &record.Attribution{
			Analyst: "ana", Voice: "ana ré", Name: "Ana Ré", Mode: model.Direct, Cue: "said", At: at,
		}),
		edit.Of(record.GradeOn(model.Subject{Outlet: "the quay post"}, "ana"), nil, &record.Grade{Analyst: "ana", On: record.GradedOutlet, Grade: model.Grade{Source: "B"}, Basis: "Corrects itself.", At: at}),
		edit.Of(record.GradeOn(said(1), "ana"), nil, &record.Grade{Analyst: "ana", On: record.GradedSentence, Grade: model.Grade{Information: "2"}, At: at}),
		edit.Of(record.ProfileOf("the quay post"), nil, &model.Profile{Outlet: "The Quay Post", Owner: "Quay & Sons", Country: "Nowhere", Letter: "B", Updated: at}),
		edit.Of(record.JudgementBy("ana", "j1"), nil, &record.Judgement{Analyst: "ana", Statement: "s1", Title: "The wall gave way", Verdict: "disputed", At: at}),
		edit.Of(record.JudgementBy("ana", "j2"), nil, &record.Judgement{
			Analyst: "ana", Statement: "s1", Title: "The wall gave way", Verdict: "confirmed", Likelihood: model.VeryLikely,
			Confidence: model.ModerateConfidence, Reason: "Two who saw it.", Gaps: "When exactly.", At: exchangetest.After(30),
		}),
		edit.Of(record.CitationOn(said(1), "ana", "j2"), nil, &record.Citation{Judgement: "j2", Analyst: "ana", Weight: model.For, At: exchangetest.After(30)}),
		edit.Of(record.CitationOn(there, "ana", "j2"), nil, &record.Citation{Judgement: "j2", Analyst: "ana", Weight: model.Against, At: exchangetest.After(30)}),
	)
	return p
}

// write returns a workbook of a project.
func write(t testing.TB, p *storage.Project, opts workbook.Options) ([]byte, results.Export) {
	t.Helper()
	opts.Now, opts.Generator = exchangetest.Clock, "test"
	var out bytes.Buffer
	count, err := workbook.Write(context.Background(), &out, p, opts)
	if err != nil {
		t.Fatal(err)
	}
	if count.Bytes != int64(out.Len()) {
		t.Errorf("counted %d bytes of %d", count.Bytes, out.Len())
	}
	return out.Bytes(), count
}

// sheets has the cells of a workbook as excelize reads them, by sheet.
type sheets map[string][][]string

func read(t testing.TB, raw []byte) sheets {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := sheets{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = rows
	}
	return all
}

// column returns the cells of a column, without its heading.
func (s sheets) column(t testing.TB, sheet, heading string) (cells []string) {
	t.Helper()
	at := slices.Index(s[sheet][0], heading)
	if at < 0 {
		t.Fatalf("the sheet %s has no column %s: %q", sheet, heading, s[sheet][0])
	}
	for _, row := range s[sheet][1:] {
		cell := ""
		if at < len(row) {
			cell = row[at]
		}
		cells = append(cells, cell)
	}
	return cells
}

// about returns the value of a line of the About sheet, or "".
func (s sheets) about(detail string) string {
	for _, row := range s["About"] {
		if len(row) > 2 && row[1] == detail {
			return row[2]
		}
	}
	return ""
}
