package webanno_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func read(t testing.TB, content string) (*peer.Batch, error) {
	t.Helper()
	files, err := bundle.Of("tide.tsv", []byte(content))
	if err != nil {
		return nil, err
	}
	return format().Read(context.Background(), files)
}

// shown describes the marks of a document.
func shown(d *peer.Document) string {
	var lines []string
	for _, m := range d.Marks {
		line := fmt.Sprintf("%q %s %q", m.Span.Of(d.Text), m.Analyst, m.Labels)
		if len(m.Phrases) > 0 {
			line += fmt.Sprintf(" phrases %q", m.Phrases)
		}
		for _, n := range m.Notes {
			line += fmt.Sprintf(" note %q", n.Text)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// tide has two sentences with layers of another program. The wave counts as two units.
const tide = "#FORMAT=WebAnno TSV 3.3\n" +
	"#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n" +
	"#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n" +
	"#T_SP=webanno.custom.Remark|annotator|comment\n" +
	"#T_RL=webanno.custom.Cause|kind|BT_webanno.custom.Remark\n\n\n" +
	"#Text=The 🌊 rose\n#Text=again .\n" +
	"1-1\t0-3\tThe\tDET\t*[1]\tclaim\\_x[1]|quote[2]\t_\t_\t_\t_\t\n" +
	"1-2\t4-6\t🌊\t_\thttp://x[1]\tclaim\\_x[1]\t_\t_\t_\t_\t\n" +
	"1-3\t7-11\trose\t_\t_\t_\tIna\twhy\\n\\|\t_\t_\t\n" +
	"1-3.1\t7-9\tro\t_\t_\t_\t*\t*\t_\t_\t\n" +
	"1-4\t12-17\tagain\t_\t_\t_\t_\t_\tbefore\t1-1\t\n" +
	"1-5\t18-19\t.\t_\t_\t_\t_\t_\t_\t_\t\n\n" +
	"#Text=Gone\n2-1\t21-25\tGone\t_\t*\tend\t_\t_\t_\t_\t\n"

func TestLayersOfAnotherProgramBecomeLabels(t *testing.T) {
	b, err := read(t, tide)
	if err != nil {
		t.Fatal(err)
	}
	if text := b.Documents[0].Text; text != "The 🌊 rose\nagain .\n Gone" {
		t.Errorf("the text is %q", text)
	}
	want := `"The 🌊"  ["claim_x"] phrases ["identifier: http://x"]
"The"  ["quote"]
"rose" Ina ["Remark"] note "why\n|"
"ro"  ["Remark"]
"Gone"  ["end"]`
	if shown(b.Documents[0]) != want {
		t.Errorf("the marks are\n%s\nnot\n%s", shown(b.Documents[0]), want)
	}
	remarks := strings.Join(b.Remarks, "\n")
	for _, says := range []string{"annotations of the layer POS (1)", "relations (1)"} {
		if !strings.Contains(remarks, says) {
			t.Errorf("no remark says %q: %s", says, remarks)
		}
	}
}

// The offsets of another program may count code points or bytes. Then the second sentence begins
// earlier or later than it should.
func TestOffsetsInAnotherUnitAreSeenByTheTokens(t *testing.T) {
	for _, c := range []struct {
		rows, says string
	}{
		{"1-1\t0-3\tThe\tx\t\n1-2\t4-6\t🌊\t_\t\n1-3\t7-11\trose\ty\t\n", ""},
		{"1-1\t0-3\tThe\tx\t\n1-2\t4-5\t🌊\t_\t\n1-3\t6-10\trose\ty\t\n", "count Unicode code points"},
		{"1-1\t0-3\tThe\tx\t\n1-2\t4-8\t🌊\t_\t\n1-3\t9-13\trose\ty\t\n", "count UTF-8 bytes"},
	} {
		b, err := read(t, "#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Span|value\n\n\n#Text=The 🌊 rose\n"+c.rows)
		if err != nil {
			t.Fatal(err)
		}
		if got := shown(b.Documents[0]); got != "\"The\"  [\"x\"]\n\"rose\"  [\"y\"]" || !strings.Contains(strings.Join(b.Remarks, "\n"), c.says) || c.says == "" && len(b.Remarks) > 0 {
			t.Errorf("%s; %v", got, b.Remarks)
		}
	}
}

func TestVersion31EscapesTextsAsJavaDoes(t *testing.T) {
	b, err := read(t, "#FORMAT=WebAnno TSV 3.1\r\n\r\n\r\n#Text=\\u00dcber \\uD83C\\uDF0A \\\"\\\\\r\n1-1\t0-4\tÜber\t\r\n")
	if err != nil || b.Documents[0].Text != "Über 🌊 \"\\" {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestADamagedFileIsRefusedWithTheLine(t *testing.T) {
	const head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n"
	for name, c := range map[string]struct{ content, says string }{
		"another format":    {"doc\ttext\n", "line 1: the file is damaged: it does not begin with"},
		"version 2":         {"#FORMAT=WebAnno TSV 2\n", "its version is \"2\""},
		"a version to come": {"#FORMAT=WebAnno TSV 4.0\n", "its version is \"4.0\""},
		"no text":           {head + "1-1\t0-3\tThe\t_\t\n", "line 5: the file is damaged: a token stands before"},
		"a column less":     {head + "#Text=The\n1-1\t0-3\tThe\n", "it has 3 columns, but the header declares 4"},
		"columns more":      {head + "#Text=The\n1-1\t0-3\tThe\t_\t_\t_\t\n", "6 columns"},
		"beyond the text":   {head + "#Text=The\n1-1\t0-9\tThe\t_\t\n", "line 6: the file is damaged: the token at 0-9 is not in"},
		"no offsets":        {head + "#Text=The\n1-1\tx-3\tThe\t_\t\n", "\"x-3\" is no pair"},
		"back":              {head + "#Text=The\n1-1\t0-3\tThe\t_\t\n\n#Text=The\n2-1\t1-4\tThe\t_\t\n", "sentence 2 begins at 1"},
		"far":               {head + "#Text=The\n1-1\t2000000-2000003\tThe\t_\t\n", "far from the end"},
		"another layer":     {"#FORMAT=WebAnno TSV 3.3\n#T_XX=a\n", "declares no layer"},
		"not UTF-8":         {head + "#Text=Th\xe9\n", "not in UTF-8"},
	} {
		b, err := read(t, c.content)
		if b != nil || !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "tide.tsv") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASentenceIsATableOfTokens(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, "🌊 rose here.  The [wall] fell.\r\n", "Wall & tide.txt")
	exchangetest.Import(t, p, doc)
	sentence := doc.Sentences()[1].Span
	exchangetest.Apply(t, p,
		exchangetest.Label(doc, 1, "ana", model.Claim, exchangetest.After(1)),
		exchangetest.Label(doc, 1, "zoe", model.Quote, exchangetest.After(1)),
		exchangetest.Note(model.OnSentence(doc.ID, sentence), "n1", "ana", "Who\n_says_ so?", exchangetest.After(2)),
	)
	data := peertest.Export(t, format(), p)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) != 1 || z.File[0].Name != "000001-wall-tide-txt.tsv" {
		t.Fatalf("%v, %v", z, err)
	}
	r, err := z.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	id := fmt.Sprintf("%s:%d-%d", doc.ID, sentence.Start, sentence.End)
	const labels = "ana[1]|zoe[2]\t*[1]|*[2]\tclaim[1]|quote[2]\t*[1]|*[2]\t2026-03-04T05:07:07Z[1]|2026-03-04T05:07:07Z[2]\t"
	want := "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Assay|analyst|credibility|label|reliability|time\n#T_SP=webanno.custom.AssayNote|analyst|id|text|time\n\n"
	want += "\n#Sentence.id=" + fmt.Sprintf("%s:0-%d", doc.ID, doc.Sentences()[0].Span.End) + "\n#Text=🌊 rose here.  \n"
	for i, token := range []string{"0-2\t🌊", "3-7\trose", "8-12\there", "12-13\t."} {
		want += fmt.Sprintf("1-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n", i+1, token)
	}
	want += "\n#Sentence.id=" + id + "\n#Text=The [wall] fell.\\r\n#Text=\n"
	for i, token := range []string{"15-18\tThe", "19-20\t[", "20-24\twall", "24-25\t]", "26-30\tfell", "30-31\t."} {
		note := "_\t_\t_\t_\t"
		if i == 0 {
			note = "ana[3]\tn1[3]\tWho\\n\\_says\\_ so?[3]\t2026-03-04T05:08:07Z[3]\t"
		}
		want += fmt.Sprintf("2-%d\t%s\t%s%s\n", i+1, token, labels, note)
	}
	if string(got) != want {
		t.Errorf("the table is\n%s\nnot\n%s", got, want)
	}
	b := peertest.Read(t, format(), data)
	if d := b.Documents[0]; d.Article != doc.ID || d.Text != doc.Text || d.Marks[0].Span != sentence || d.Marks[2].Span != sentence {
		t.Errorf("it is read as %+v", d)
	}
}

func TestAnEmptyProjectIsAFileWithoutSentences(t *testing.T) {
	b := peertest.Read(t, format(), peertest.Export(t, format(), exchangetest.NewProject(t)))
	if len(b.Documents) != 0 || len(b.Remarks) != 0 {
		t.Errorf("%+v", b)
	}
}

// FuzzRead checks that nothing is half-read: either there is an error about the file, or all places
// are in the text.
func FuzzRead(f *testing.F) {
	f.Add(tide)
	f.Add("#FORMAT=WebAnno TSV 3.1\n#T_CH=c|referenceType|referenceRelation\n\n\n#Sentence.id=0123456789abcdef:0-4\n#Text=\\u00dcber\n1-1\t0-4\tÜber\ta->1-1\tb->1-1\t\n")
	f.Add("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Assay|analyst|label\n#T_SP=webanno.custom.AssayNote|text\n#T_SP=a|ROLE_b:c_d|e.f\n\n\n#Sentence.id=0123456789abcdef:0-4\n#Text=a\n1-1\t0-1\ta\tx[1]\ty[1]|z[2]\tn\t_\t_\t\n")
	f.Fuzz(func(t *testing.T, content string) {
		b, err := read(t, content)
		if err != nil {
			if !model.IsDamage(err) && !errors.Is(err, model.ErrTooLarge) && !errors.Is(err, model.ErrHarmful) {
				t.Errorf("the error is not about the file: %v", err)
			}
			return
		}
		for _, d := range b.Documents {
			for _, m := range d.Marks {
				if m.Span.Start < 0 || m.Span.End < m.Span.Start || m.Span.End > len(d.Text) {
					t.Errorf("%s is outside of the text", m.At)
				}
			}
		}
	})
}
