package find

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model/finding"
)

// The letter of a label appears after its article has been read. The text of the row
// has its place from the beginning.
func TestALetterDoesNotMoveTheTextOfAHit(t *testing.T) {
	test.NewTempApp(t)
	r := newFoundRow()
	r.Resize(fyne.NewSize(400, 30))
	r.tapped = func() {}
	r.name("An article", "Tide Post", "1") // list rows are used again
	r.hit(finding.Hit{Text: "The river rose."}, "", nil)
	at, size := r.text.Position(), r.text.Size()
	r.hit(finding.Hit{Text: "The river rose."}, "C", color.Black)
	if r.text.Position() != at || r.text.Size() != size || !r.letter.Visible() {
		t.Errorf("the text moves from %v to %v", at, r.text.Position())
	}
	if r.letter.Position().X+r.letter.Size().Width > at.X {
		t.Error("the letter is over the text")
	}
}
