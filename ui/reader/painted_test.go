package reader

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/look"
)

func TestLargerTextKeepsTheCurrentSentenceOnTheScreen(t *testing.T) {
	s := show(t, 500, laptop)
	s.SetCurrent(250)
	for _, scale := range []float32{1.4, 2, 0.8} {
		fyne.CurrentApp().Settings().SetTheme(look.Theme{Mode: look.Light, Scale: scale})
		if got, want := s.words()[0].TextSize, 17*scale; got != want && got != 25*scale {
			t.Fatalf("at scale %v the text is %v large", scale, got)
		}
		s.wantOnScreen(250)
	}
}

func TestAnArticleThatOpensFarDownIsPaintedThere(t *testing.T) {
	s := show(t, 500, laptop)
	s.SetArticle(s.view, 400)
	s.wantOnScreen(400)
}

func TestAPageDownIsPainted(t *testing.T) {
	s := show(t, 500, laptop)
	for range 5 {
		s.ScrollPage(1)
		s.wantFilled()
	}
	s.ScrollPage(-1)
	s.wantFilled()
}

func TestScrollingEndsAtTheEnds(t *testing.T) {
	s := show(t, 30, laptop)
	for range 20 {
		s.ScrollPage(1)
	}
	if end := s.page.MinSize().Height - s.scroll.Size().Height; s.scroll.Offset.Y > end {
		t.Errorf("the page is at %v, and ends at %v", s.scroll.Offset.Y, end)
	}
	for range 20 {
		s.ScrollPage(-1)
	}
	if s.scroll.Offset.Y != 0 {
		t.Errorf("the page is at %v", s.scroll.Offset.Y)
	}
}

func TestRestructuringFarDownIsPainted(t *testing.T) {
	s := show(t, 500, laptop)
	s.SetCurrent(400)
	s.Restructure(s.view, 300)
	s.wantOnScreen(300)
}
