package origin

import (
	"strings"

	"assay.app/assay/model"
)

// Agency returns the name under which a news agency is proposed, for any form of its name,
// ignoring case and spaces. It returns false if no agency is known by the name.
func Agency(name string) (proposed string, ok bool) {
	id := model.OutletIDOf(name)
	for _, line := range agencies() {
		forms := strings.Split(line, "|")
		for _, form := range forms {
			if model.OutletIDOf(form) == id {
				return strings.TrimSpace(forms[0]), true
			}
		}
	}
	return "", false
}
