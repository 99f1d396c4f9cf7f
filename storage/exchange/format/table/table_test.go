package table_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/format/table"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func TestEverythingThatIsReadBackSurvives(t *testing.T) {
	peertest.RoundTrip(t, table.Sentences())
}

func TestThereIsNothingToRemarkInAnUnchangedTable(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(2, 24)), 3, 60)
	b := peertest.Read(t, table.Sentences(), peertest.Export(t, table.Sentences(), p))
	if len(b.Remarks) > 0 {
		t.Errorf("%q", b.Remarks)
	}
	for _, d := range b.Documents {
		doc, err := p.Document(d.Article)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range d.Marks {
			var from, to int
			_, place, _ := strings.Cut(m.Sentence, ":")
			if _, err := fmt.Sscanf(place, "%d-%d", &from, &to); err != nil {
				t.Fatal(err)
			}
			if m.Quote != doc.Text[from:to] || m.Cleared {
				t.Errorf("%s: %q, cleared: %v", m.At, m.Quote, m.Cleared)
			}
		}
	}
}

// read reads a file.
func read(f peer.Format, name, data string) (*peer.Batch, error) {
	files, err := bundle.Of(name, []byte(data))
	if err != nil {
		return nil, err
	}
	return f.Read(context.Background(), files)
}

// said lists the marks of a batch, each on a line.
func said(b *peer.Batch) string {
	var out strings.Builder
	for _, d := range b.Documents {
		for _, m := range d.Marks {
			fmt.Fprintf(&out, "%s|%s|%s|%s|%s", m.At, m.Sentence, m.Quote, m.Analyst, strings.Join(m.Labels, "+"))
			if m.Whole {
				out.WriteString("|whole")
			}
			if m.Cleared {
				out.WriteString("|cleared")
			}
			for _, n := range m.Notes {
				fmt.Fprintf(&out, "|%s=%q", n.ID, n.Text)
			}
			out.WriteByte('\n')
		}
	}
	for _, m := range b.Outlets {
		fmt.Fprintf(&out, "%s|outlet %s|%s|%v\n", m.At, m.Outlet, m.Analyst, m.Notes)
	}
	return out.String()
}

// id is the id of a sentence of 19 bytes.
const id = "73ced7d11fd6a25c:24-43"

func TestATableComesBackAsSpreadsheetsSaveIt(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"as it was written": {
			"\uFEFFsentence_id,text,label: ana,labelled_by,note: ana,note_id: ana\r\n" + id + ",The wall gave way.,claim,ana,Thin.,n1\r\n",
			"row 2|" + id + "|The wall gave way.|ana|claim|n1=\"Thin.\"\n",
		},
		"with semicolons and without a byte order mark": {
			"text;sentence_id;label: ana\nThe wall gave way.;" + id + ";Claim\n",
			"row 2|" + id + "|The wall gave way.|ana|Claim\n",
		},
		"with Excel's line about the separator": {
			"sep=;\r\nsentence_id;text, as printed;label: ana\r\n" + id + ";x;claim\r\n",
			"row 2|" + id + "||ana|claim\n",
		},
		"with tabs and other columns": {
			"mine\tsentence_id\tLABEL: ana\tmore\nx\t" + id + "\tclaim\ty\tz\n",
			"row 2|" + id + "||ana|claim\n",
		},
		"as the Unicode text of Excel": {
			utf16le("sentence_id\ttext\tlabel: Zoë\r\n" + id + "\tThe wall gave 😀.\tclaim\r\n"),
			"row 2|" + id + "|The wall gave 😀.|Zoë|claim\n",
		},
		"from an old Mac": {
			"sentence_id,label: ana\r" + id + ",claim\r",
			"row 2|" + id + "||ana|claim\n",
		},
		"with an emptied label": {
			"sentence_id,label: ana,label: zoe,labelled_by\n" + id + ",,,zoe\n",
			"row 2|" + id + "||zoe||cleared\n",
		},
		"with a label that was empty when the table was written": {
			"sentence_id,text,label: ana,label: zoe,labelled_by\n" + id + ",The wall gave way.,,,\n",
			"row 2|" + id + "|The wall gave way.||\n",
		},
		"with guards": {
			"sentence_id,text,label: ana,note: ana\n" + id + ",'=1+1,claim,'-5\n",
			"row 2|" + id + "|=1+1|ana|claim|=\"-5\"\n",
		},
		"with line ends in cells": {
			"sentence_id,text,note: ana\r\n73ced7d11fd6a25c:24-29,\"a\r\n\r\nb\",\"x\r\n---\r\ny\"\r\n",
			"row 2|73ced7d11fd6a25c:24-29|a\n\nb|ana||=\"x\"|=\"y\"\n",
		},
		"with line ends that were CR LF": {
			"sentence_id,text,note: ana\n73ced7d11fd6a25c:24-30,\"a\n\nb\",x\n",
			"row 2|73ced7d11fd6a25c:24-30|a\r\n\r\nb|ana||=\"x\"\n",
		},
		"without ids of sentences": {
			"article,byte_start,byte_end,label: ana\n73ced7d11fd6a25c,24,43,claim\n",
			"row 2|" + id + "||ana|claim\n",
		},
		"made by hand": {
			"text,label,note\nThe wall gave way.,claim,Thin.\n\nIt rained.,,\n",
			"row 2||The wall gave way.||claim|=\"Thin.\"\nrow 3||It rained.||\n",
		},
		"as a table of notes": {
			"kind,outlet,article,sentence_id,text,note,analyst,note_id\noutlet,Quay Post,,,,Careful.,mia,n4\narticle,,73ced7d11fd6a25c,,,Thin.,ana,n3\n" +
				"sentence,,73ced7d11fd6a25c," + id + ",The wall gave way.,One.,ana,n1\nsentence,,73ced7d11fd6a25c," + id + ",The wall gave way.,Two.,ana,n2\n",
			"row 3||" + "|ana||whole|n3=\"Thin.\"\nrow 4|" + id + "|The wall gave way.|ana||n1=\"One.\"\nrow 5|" + id + "|The wall gave way.|ana||n2=\"Two.\"\n" +
				"row 2|outlet Quay Post|mia|[{n4 Careful. 0001-01-01 00:00:00 +0000 UTC}]\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := read(table.Sentences(), "t.csv", c.file)
			if err != nil {
				t.Fatal(err)
			}
			if got := said(b); got != c.want {
				t.Errorf("read\n%s\nnot\n%s", got, c.want)
			}
		})
	}
}

func utf16le(text string) string {
	out := []byte{0xFF, 0xFE}
	for _, r := range text {
		if r > 0xFFFF {
			r -= 0x10000
			out = append(out, byte(0xD800+r>>10), byte((0xD800+r>>10)>>8), byte(0xDC00+r&0x3FF), byte((0xDC00+r&0x3FF)>>8))
			continue
		}
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

func TestATableInACodePageIsReadAndSaidToBe(t *testing.T) {
	b, err := read(table.Sentences(), "t.csv", "sentence_id;label: ana;note: Jos\xe9\r\n"+id+";claim;d\xe9j\xe0 vu, naturellement, \xe0 c\xf4t\xe9\r\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := said(b); !strings.Contains(got, "José||=\"déjà vu, naturellement, à côté\"") || len(b.Remarks) != 1 || !strings.Contains(b.Remarks[0], "windows-1252") {
		t.Errorf("%s %q", got, b.Remarks)
	}
}

func TestNotesThatWereTakenAwayStayAndAreCounted(t *testing.T) {
	b, err := read(table.Sentences(), "t.csv", "sentence_id,notes,note: ana,note_id: ana\n"+
		"73ced7d11fd6a25c:1-2,ana: One.,,n1\n"+
		"73ced7d11fd6a25c:2-3,\"ana: One.\nana: Two.\",Two.,\"n1\nn2\"\n"+
		"73ced7d11fd6a25c:3-4,ana: One.,\"One.\n---\nMore.\",n1\n"+
		"73ced7d11fd6a25c:4-5,ana: Four.,Four.,n4\n")
	if err != nil {
		t.Fatal(err)
	}
	want := "row 3|73ced7d11fd6a25c:2-3||ana||=\"Two.\"\nrow 4|73ced7d11fd6a25c:3-4||ana||n1=\"One.\"|=\"More.\"\nrow 5|73ced7d11fd6a25c:4-5||ana||n4=\"Four.\"\n"
	if got := said(b); got != want || len(b.Remarks) != 3 {
		t.Errorf("%s%q", got, b.Remarks)
	}
}

func TestATextThatASpreadsheetCutSaysNothing(t *testing.T) {
	long := strings.Repeat("a", 40000)
	for cell, want := range map[string]string{
		long[:32767]: "", long[:32757] + " … [cut]" + "aa": "", long: long, long[:32765]: long[:32765],
		strings.Repeat("😀", 16383): "",
	} {
		b, err := read(table.Sentences(), "t.csv", "sentence_id,text,label: ana\n73ced7d11fd6a25c:0-70000,"+cell+",claim\n")
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Documents[0].Marks[0].Quote; got != want || (len(b.Remarks) > 0) != (want == "") {
			t.Errorf("%.10q of %d bytes became %.10q of %d; %q", cell, len(cell), got, len(got), b.Remarks)
		}
	}
}

func TestADamagedTableIsRefused(t *testing.T) {
	for name, file := range map[string]string{
		"nothing":             "",
		"no headings":         "a,b,c\n1,2,3\n",
		"a picture":           "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"an open quote":       "sentence_id,label: ana\n" + id + ",\"claim\n",
		"a quote in a cell":   "sentence_id,label: ana\n" + id + ",cl\"aim\n",
		"another id":          "sentence_id,label: ana\n6.10816E+15,claim\n",
		"a span backwards":    "sentence_id,label: ana\n73ced7d11fd6a25c:43-24,claim\n",
		"a huge offset":       "sentence_id,label: ana\n73ced7d11fd6a25c:1-99999999999999999999,claim\n",
		"a sentence twice":    "sentence_id,label: ana\n" + id + ",claim\n" + id + ",quote\n",
		"an analyst twice":    "sentence_id,label: ana,label: ana\n" + id + ",claim,quote\n",
		"no sentence":         "sentence_id,text,label: ana\n,,claim\n",
		"labels of nothing":   "label: ana\nclaim\n",
		"statements":          "statement,id\nEight were rescued,12\n",
		"nothing to separate": "sep=\"\nsentence_id\n",
	} {
		if _, err := read(table.Sentences(), "t.csv", file); !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), "t.csv") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStatementsComeBack(t *testing.T) {
	f := table.Formats()[0]
	b, err := read(f, "t.csv", "\uFEFFstatement,state,outlets,independent_at_most,id,Echo\r\n'+Eight,uniform,1,1,'0012,asserts\r\nNew,,,,,\r\n,,,,aa,\r\n\"Two\r\nlines\",,,,bb,\r\n")
	want := []peer.Statement{{ID: "0012", Title: "+Eight"}, {Title: "New"}, {ID: "bb", Title: "Two\nlines"}}
	if err != nil || !slices.Equal(b.Statements, want) || len(b.Remarks) != 1 {
		t.Errorf("%+v %v", b, err)
	}
	for _, bad := range []string{"", "statement\nx\n", "statement,id\nx,1\ny,1\n", "sentence_id,statement,id\n"} {
		if _, err := read(f, "t.csv", bad); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestTheStatementsOfAProjectComeBack(t *testing.T) {
	f := table.Formats()[0]
	p := peertest.Project(t, rand.New(rand.NewPCG(5, 24)), 4, 60)
	c, err := peer.Open(t.Context(), p, peer.Options{})
	if err != nil || len(c.Project.Statements) == 0 {
		t.Fatal(err)
	}
	if b := peertest.Read(t, f, peertest.Export(t, f, p)); !slices.Equal(b.Statements, c.Project.Statements) {
		t.Errorf("%v, not %v", b.Statements, c.Project.Statements)
	}
}

func TestEachTableIsRecognised(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(6, 24)), 1, 2000)
	all := append(table.Formats(), table.Sentences())
	for i, f := range all {
		data := peertest.Export(t, f, p)
		for k, other := range all {
			if got := other.Recognises(nil, data[:min(len(data), peer.FrontBytes)]); got != (i == k) {
				t.Errorf("%s is taken for %s: %v", f.Key, other.Key, got)
			}
		}
	}
}

func FuzzNotesInACell(f *testing.F) {
	f.Add("Thin.", "---", `\---`)
	f.Add("a\n---\nb\n", "\n", "")
	f.Add("\\\\---\n---", "x", "---\n")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		for _, texts := range [][]string{{a, b}, {a, b, c}, {c, a}} {
			if got := table.SplitNotes(table.JoinNotes(texts)); !slices.Equal(got, texts) {
				t.Errorf("%q became %q", texts, got)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add("\uFEFFsentence_id,text,label: ana,labelled_by,notes,note: ana,note_id: ana\r\n" + id + ",The wall gave way.,claim,ana,ana: Thin.,Thin.,n1\r\n")
	f.Add("sep=;\nsentence_id;text\n" + id + ";\"a\n\"\"b\"\n")
	f.Add(utf16le("text\tlabel\nx\ty\n"))
	f.Add("kind,outlet,note,analyst,note_id,sentence_id,text\noutlet,Post,Thin.,ana,1,,\n")
	f.Add("statement,id\n'=1,'0012\n")
	f.Add("text,label\r\xff\xe9\x81,'=\r")
	f.Fuzz(func(t *testing.T, data string) {
		for _, format := range append(table.Formats(), table.Sentences()) {
			b, err := read(format, "t.csv", data)
			if (b == nil) != (err != nil) {
				t.Fatalf("%v %v", b, err)
			}
			if err != nil && !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrTooLarge) && !errors.Is(err, bundle.ErrUnsafeName) {
				t.Fatalf("%v", err)
			}
		}
	})
}

// BenchmarkWrite reports how fast a project is written.
func BenchmarkWrite(b *testing.B) {
	p := peertest.Project(b, rand.New(rand.NewPCG(7, 24)), 200, 100)
	for b.Loop() {
		c, err := peer.Open(b.Context(), p, peer.Options{})
		if err != nil {
			b.Fatal(err)
		}
		var n written
		if err := table.Write(b.Context(), &n, c); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(n))
	}
}

type written int64

func (n *written) Write(p []byte) (int, error) {
	*n += written(len(p))
	return len(p), nil
}

var _ io.Writer = new(written)
