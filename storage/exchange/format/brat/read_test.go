package brat_test

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
	"assay.app/assay/storage/storagetest"
)

// packed returns a ZIP archive. files are pairs of a name and a content.
func packed(t testing.TB, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, data []byte) (*peer.Batch, error) {
	t.Helper()
	files, err := bundle.Of("collection.zip", data)
	if err != nil {
		return nil, err
	}
	return format().Read(context.Background(), files)
}

// shown describes the marks of a document.
func shown(d *peer.Document) string {
	var lines []string
	for _, m := range d.Marks {
		line := fmt.Sprintf("%s %s %v", m.Span.Of(d.Text), m.Analyst, m.Labels)
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

const tide = "The 🌊 rose.\nNo one, Ana said, was hurt."

func TestACollectionWithFoldersIsRead(t *testing.T) {
	b, err := read(t, packed(t,
		"annotation.conf", "[entities]\n!Acts\n\tRise\n# no type\n\tNegation\nDenial\n-----\n<X>=A|B\n[relations]\nBy Arg1:Rise, Arg2:Denial\n[events]\n[attributes]\nSure Arg:<ENTITY>\n",
		"visual.conf", "[labels]\nRise | The rise | R\nDenial | same\nNegation | same\n[drawing]\nRise fgColor:black, bgColor:#aabbcc\n",
		"a/tide.txt", tide,
		"a/tide.ann", "T1\tRise 0 11\tThe 🌊 rose.\n#1\tAnnotatorNotes T1\tby C:\\new\nA1\tSure T1\nA2\tDegree T1 very high\nA3\tAnnotator T1 Ines\n"+
			"T2\tDenial 12 18;30 38\tNo one was hurt\nR1\tBy Arg1:T1 Arg2:T2\t\n#2\tAnnotatorNotes R1\tx\nE1\tRise:T1 Who:T2\nA4\tSpeculation E1\n*\tEquiv T1 T2\n",
		"a/none.txt", "Nobody annotated this.",
	))
	if err != nil {
		t.Fatal(err)
	}
	want := "The 🌊 rose. Ines [The rise] phrases [\"Sure\" \"Degree: very high\" \"Speculation\"] note \"by C:\\\\new\"\nNo one, Ana said, was hurt  [Denial]"
	if len(b.Documents) != 1 || b.Documents[0].Name != "tide" || shown(b.Documents[0]) != want {
		t.Errorf("the marks are\n%s\nnot\n%s", shown(b.Documents[0]), want)
	}
	if len(b.Codes) != 3 || b.Codes[0].Name != "The rise" || b.Codes[0].Group != "Acts" || b.Codes[0].Color != "#AABBCC" || b.Codes[2].Name != "Denial" {
		t.Errorf("the codes are %+v", b.Codes)
	}
	remarks := strings.Join(b.Remarks, "\n")
	for _, says := range []string{"relations (1)", "equivalences (1)", "events with arguments (1)", "notes on and attributes of relations (1)", "texts without a file of annotations (1)", "gaps in annotations (1)"} {
		if !strings.Contains(remarks, says) {
			t.Errorf("no remark says %q: %s", says, remarks)
		}
	}
}

func TestOffsetsInAnotherUnitAreSeenByTheTextBesideThem(t *testing.T) {
	for _, c := range []struct{ line, says string }{
		{"T1\tRise 12 18\tNo one\n", ""},
		{"T1\tRise 13 19\tNo one\n", "count UTF-16 code units"},
		{"T1\tRise 15 21\tNo one\n", "count UTF-8 bytes"},
		{"T1\tRise 12 17\tNo one\n", "with the last one included"},
	} {
		b, err := read(t, packed(t, "tide.txt", tide, "tide.ann", c.line))
		if err != nil || shown(b.Documents[0]) != "No one  [Rise]" || !strings.Contains(strings.Join(b.Remarks, "\n"), c.says) || c.says == "" && len(b.Remarks) > 0 {
			t.Errorf("%q: %+v, %v", c.line, b, err)
		}
	}
}

func TestBioNLPFilesBelongToOneText(t *testing.T) {
	b, err := read(t, packed(t, "t.txt", tide, "t.a1", "T1\tGene 0 3\tThe\n", "t.a2", "E1\tLoss:T2 Theme:T1\nT2\tLoss 6 10\trose\n"))
	if err != nil || shown(b.Documents[0]) != "The  [Gene]\nrose  [Loss]" {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestADamagedCollectionIsRefusedWithThePlace(t *testing.T) {
	for name, c := range map[string]struct {
		ann, says string
	}{
		"beyond the text":   {"T1\tRise 0 99\tx\n", "t.ann: the file is damaged: T1 is at 0 to 99, but the text has 39 characters"},
		"an end before":     {"\nT1\tRise 9 3\tx\n", "t.ann, line 2"},
		"no type":           {"T1\t 1 3\tx\n", "T1 has no type and places"},
		"no number":         {"T1\tRise one 3\tx\n", "T1 has no type and places"},
		"no TAB":            {"T1 Rise 1 3 x\n", "it has no TAB"},
		"an id twice":       {"T1\tRise 1 3\tx\nT1\tRise 1 3\tx\n", "line 2: the file is damaged: the id \"T1\" occurs twice"},
		"another sort":      {"X1\tRise 1 3\tx\n", "X1"},
		"a missing target":  {"A1\tSure T9\n", "T9"},
		"a missing trigger": {"E1\tRise:T9\n", "T9"},
		"no trigger":        {"E1\tRise\n", "no trigger"},
		"a note on nothing": {"#1\tAnnotatorNotes\tx\n", "refers to no annotation"},
		"a huge number":     {"T1\tRise 1 99999999999999999999\tx\n", "T1"},
		"not UTF-8":         {"T1\tRise 0 3\tcaf\xe9\n", "not in UTF-8"},
	} {
		b, err := read(t, packed(t, "t.txt", tide, "t.ann", c.ann))
		if b != nil || !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]struct {
		data []byte
		says string
		err  error
	}{
		"no text":        {packed(t, "t.ann", ""), "no t.txt beside it", model.ErrDamaged},
		"no annotations": {packed(t, "t.txt", ""), "ends in .ann", model.ErrDamaged},
		"a way out":      {packed(t, "../t.ann", ""), "leads out", model.ErrHarmful},
	} {
		if b, err := read(t, c.data); b != nil || !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// unpacked returns the files of a ZIP archive.
func unpacked(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	return files
}

func TestEachLabelOfEachAnalystIsASpan(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := storagetest.Document("🌊 rose here. The wall\nfell at noon.\n")
	doc.ImportPath = "Wall & tide.txt"
	exchangetest.Import(t, p, doc)
	on := model.OnSentence(doc.ID, doc.Sentences()[1].Span)
	exchangetest.Apply(t, p,
		exchangetest.Label(doc, 1, "ana", model.Claim, exchangetest.After(1)),
		exchangetest.Label(doc, 1, "Bo Æ | b", model.Quote, exchangetest.After(1)),
		exchangetest.Note(on, "n1", "ana", "Who\nsays \\ so?", exchangetest.After(2)),
		exchangetest.Note(on, "n2", "zoe", "Nobody.", exchangetest.After(3)),
	)
	data := peertest.Export(t, format(), p)
	files := unpacked(t, data)
	const name = "000001-wall-tide-txt"
	want := "T1\tquote 13 21;22 35\tThe wall fell at noon.\nA1\tAnalyst T1 analyst-bo-b-66c89bcd\n" +
		"T2\tclaim 13 21;22 35\tThe wall fell at noon.\nA2\tAnalyst T2 ana\n#1\tAnnotatorNotes T2\tWho\\nsays \\\\ so?\n" +
		"T3\tRemark 13 21;22 35\tThe wall fell at noon.\nA3\tAnalyst T3 zoe\n#2\tAnnotatorNotes T3\tNobody.\n"
	got := files[name+".ann"]
	if len(files) != 4 || files[name+".txt"] != doc.Text || got != want {
		t.Errorf("the files are %q", files)
	}
	if !strings.Contains(files["annotation.conf"], "[entities]\nclaim\nquote\nbackground\nRemark\n") || !strings.Contains(files["visual.conf"], "claim | Claim\n") || !strings.Contains(files["visual.conf"], " | Bo Æ | b\n") {
		t.Errorf("the configuration is\n%s\n%s", files["annotation.conf"], files["visual.conf"])
	}
	b, err := read(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if want := "The wall\nfell at noon. Bo Æ | b [Quote]\nThe wall\nfell at noon. ana [Claim] note \"Who\\nsays \\\\ so?\"\nThe wall\nfell at noon. zoe [] note \"Nobody.\""; shown(b.Documents[0]) != want {
		t.Errorf("it is read as\n%s", shown(b.Documents[0]))
	}
}

func TestAnEmptyProjectIsACollectionWithoutTexts(t *testing.T) {
	data := peertest.Export(t, format(), exchangetest.NewProject(t))
	if b, err := read(t, data); err != nil || len(b.Documents) != 0 || len(b.Codes) != 3 || len(unpacked(t, data)) != 2 {
		t.Errorf("%+v, %v", b, err)
	}
}

// FuzzRead checks that nothing is half-read: either there is an error about the files, or all places
// are in the text.
func FuzzRead(f *testing.F) {
	f.Add("T1\tRise 0 11\tThe 🌊 rose.\n#1\tAnnotatorNotes T1\tx\nA1\tSure T1\nE1\tRise:T1\n", tide, "[entities]\n!A\n\tRise\n", "# Written by Assay.\n[labels]\nRise | a | b\n")
	f.Add("T1\tRise 0 3;5 99\tx\n*\tEquiv T1 T2\n", tide, "[spans]\n\t\tA\n", "[drawing]\nA bgColor:#aabbcc\n")
	f.Fuzz(func(t *testing.T, ann, text, config, visual string) {
		b, err := read(t, packed(t, "t.txt", text, "t.ann", ann, "annotation.conf", config, "visual.conf", visual))
		if err != nil {
			if !model.IsDamage(err) && !errors.Is(err, model.ErrTooLarge) && !errors.Is(err, model.ErrHarmful) {
				t.Errorf("the error is not about the files: %v", err)
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
