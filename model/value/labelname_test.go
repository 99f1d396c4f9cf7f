package value_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

func TestALabelIsFoundByKeyNameOrLetter(t *testing.T) {
	book := model.Codebook{
		{Key: "old", Name: "Wire  copy", Letter: "W", Retired: true},
		{Key: "wire", Name: "Wire copy", Letter: "V"},
		{Key: "v", Name: "Veracité"},
		{Key: "bare", Letter: "Ш"},
		{Key: "gone", Name: "Gone", Letter: "D", Retired: true},
	}
	for said, want := range map[string]model.LabelKey{
		"wire": "wire", "wire copy": "wire", " WIRE\tCOPY ": "wire", "v": "v", "V": "wire", "VERACITE\u0301": "v",
		"bare": "bare", "ш": "bare", "gone": "gone", "GONE": "gone", "d": "", "wire cop": "", "": "",
	} {
		if l, ok := value.LabelNamed(book, said); ok != (want != "") || l.Key != want {
			t.Errorf("%q is %q, %v, want %q", said, l.Key, ok, want)
		}
	}
}

func TestANewKeyIsMadeFromTheName(t *testing.T) {
	book := model.Codebook{{Key: "claim"}, {Key: "claim-2"}, {Key: "none-2"}}
	for name, want := range map[string]model.LabelKey{
		"Wire copy": "wire-copy", "  Wire / copy! ": "wire-copy", "Claim": "claim-3", "Прогноз": "прогноз", "E\u0301tat": "\u00e9tat",
		"№ 1": "no-1", "?!": "label", "": "label", "None": "none-3", "क्या": "क्या", strings.Repeat("x", 400): model.LabelKey(strings.Repeat("x", 120)),
	} {
		got := value.NewLabelKey(name, book)
		if got != want {
			t.Errorf("the key for %q is %q, want %q", name, got, want)
		}
		if _, err := value.AcceptLabel(model.Label{Key: got}); err != nil {
			t.Errorf("the key for %q: %v", name, err)
		}
	}
}
