package differences

import (
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
)

func TestPiecesCoverTheText(t *testing.T) {
	all := pieces(20, model.Span{Start: 5, End: 15}, []wording.Difference{
		{Span: model.Span{Start: 0, End: 2}}, {Span: model.Span{Start: 1, End: 3}}, {Span: model.Span{Start: 4, End: 6}, Kind: wording.Figure}, {Span: model.Span{Start: 9, End: 12}},
	})
	want := []piece{
		{model.Span{Start: 0, End: 5}, around},
		{model.Span{Start: 5, End: 7}, differs},
		{model.Span{Start: 7, End: 9}, plain},
		{model.Span{Start: 9, End: 11}, figure},
		{model.Span{Start: 11, End: 15}, plain},
		{model.Span{Start: 15, End: 20}, around},
	}
	if len(all) != len(want) {
		t.Fatalf("the pieces are %v", all)
	}
	for i := range want {
		if all[i] != want[i] {
			t.Errorf("piece %d is %v, want %v", i, all[i], want[i])
		}
	}
}

func FuzzPassage(f *testing.F) {
	f.Add("Twelve boats sank on Friday, she said.", 3, 20, 2, 5)
	f.Add("انهار جدار الميناء 12 يوم الجمعة", 0, 30, 4, 9)
	f.Add("港の防波堤が金曜日に崩れた。", 3, 9, 0, 3)
	f.Add("", 0, 0, 0, 0)
	f.Add("a\n\n\u2028 b\x00", -1, 99, 1, 0)
	test.NewApp()
	f.Fuzz(func(t *testing.T, text string, start, end, from, to int) {
		if len(text) > 2000 || !utf8.ValidString(text) {
			return
		}
		p := NewPassage()
		p.Set(text, model.Span{Start: start, End: end}, []wording.Difference{{Span: model.Span{Start: from, End: to}}})
		for _, width := range []float32{1, 80, 400} {
			p.Resize(fyne.NewSize(width, 100))
			at := 0
			for _, line := range p.lines(width) {
				if line.Start != at {
					t.Fatalf("a line of %q begins at %d, want %d", text, line.Start, at)
				}
				at = line.End
			}
			if at != len(text) {
				t.Fatalf("the lines of %q end at %d", text, at)
			}
		}
	})
}
