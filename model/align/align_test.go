package align

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
)

// shown returns pairs in short: "same 0 1", "moved 2 0", "added 3", "changed 1 1 [eight|seven]".
func shown(all []Pair, a, b []string) (out []string) {
	for _, p := range all {
		s := p.Name()
		if p.Kind == Changed && p.Moved {
			s += " moved"
		}
		for _, i := range []int{p.A, p.B} {
			if i >= 0 {
				s += fmt.Sprint(" ", i)
			}
		}
		if p.Kind == Changed {
			var x, y []string
			for _, d := range p.InA {
				x = append(x, d.Span.Of(a[p.A]))
			}
			for _, d := range p.InB {
				y = append(y, d.Span.Of(b[p.B]))
			}
			s += " [" + strings.Join(x, ",") + "|" + strings.Join(y, ",") + "]"
		}
		out = append(out, s)
	}
	return out
}

func TestTexts(t *testing.T) {
	for _, c := range []struct {
		name, language string
		a, b           []string
		want           []string
	}{
		{"nothing", "en", nil, nil, nil},
		{
			"what a reprint changes", "en",
			[]string{"The wall held all night.", "Twelve boats sank in the harbour.", "The mayor slept.", "It rained."},
			[]string{"The wall held all night!", "Nobody was hurt at all.", "Fourteen boats sank in the harbour.", "It rained."},
			[]string{"same 0 0", "added 1", "changed 1 2 [Twelve|Fourteen]", "dropped 2", "same 3 3"},
		},
	} {
		if got := shown(Texts(c.a, c.b, c.language), c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// document is an article of which each text is a sentence, set aside if it begins with "#".
func document(texts ...string) *model.Document {
	d := &model.Document{}
	for _, text := range texts {
		text, aside := strings.CutPrefix(text, "#")
		u := model.Unit{Span: model.Span{Start: len(d.Text), End: len(d.Text) + len(text)}}
		if aside {
			u.Kind = model.UnitResidue
		}
		d.Units = append(d.Units, u)
		d.Text += text + " "
	}
	return d
}

func TestDocumentsRegardSentencesOnly(t *testing.T) {
	a := document("#Share", "The wall held.", "Eight boats sank in the bay.", "It rained.")
	b := document("The wall held.", "#Share", "Seven boats sank in the bay.", "#It rained.")
	want := []string{"same 0 0", "changed 1 1 [Eight|Seven]", "dropped 2"}

	if got := shown(Documents(a, b), sentencesOf(a), sentencesOf(b)); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := Places(a, b); !slices.Equal(got, []int{0, 1, -1}) {
		t.Errorf("places %v", got)
	}
	if all := Documents(&model.Document{}, &model.Document{}); len(all) != 0 {
		t.Errorf("%v", all)
	}
}
