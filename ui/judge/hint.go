package judge

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/evidence"
)

// mixed returns a hint for a text that states likelihood and confidence in one sentence, or "".
func mixed(text string) string {
	if !evidence.Mixed(text) {
		return ""
	}
	return lang.L("One sentence states both a likelihood and a confidence. Readers take one for the other, so keep them in two sentences.")
}
