package panel

import (
	"testing"

	"assay.app/assay/model/suggest"
)

func TestEveryReasonIsExplained(t *testing.T) {
	brief := map[string]suggest.Code{}
	for code := suggest.DirectSpeech; code <= suggest.Statement; code++ {
		for _, speaker := range []string{"", "Ana Ré"} {
			r := suggest.Reason{Code: code, Words: "“two < 3 & four”", Speaker: speaker}
			if got := ReasonText(r); got != r.String() {
				t.Errorf("%s is explained as %q, and by assayctl as %q", code, got, r)
			}
		}
		text := ReasonBrief(suggest.Reason{Code: code, Words: "words"})
		if other, taken := brief[text]; taken || text == "" {
			t.Errorf("%s has the brief explanation %q, and so has %s", code, text, other)
		}
		brief[text] = code
	}
	if unknown := (suggest.Reason{Code: suggest.Statement + 1}); ReasonText(unknown) != unknown.String() || ReasonBrief(unknown) != "" {
		t.Error("an unknown reason is explained")
	}
}
