package dialog

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/uitest"
)

func TestWaysAreTakenByKey(t *testing.T) {
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyReturn}, "first"},
		{[]fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, "second"},
		{[]fyne.KeyName{fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn}, ""},
		{[]fyne.KeyName{fyne.KeyEscape}, ""},
	} {
		s, got := uitest.NewScreen(t), ""
		Offer("Damaged", "It is damaged.", []Way{
			{"First", "It is the best.", func() { got = "first" }},
			{"Second", "It is another.", func() { got = "second" }},
		}, s)
		s.Press(c.keys...)
		if got != c.want || s.Open() {
			t.Errorf("after the keys %v, the choice is %q", c.keys, got)
		}
	}
}
