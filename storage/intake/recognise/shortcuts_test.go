package recognise

import (
	"maps"
	"strings"
	"testing"

	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/anchored/anchoredtest"
	"assay.app/assay/storage/intake/calendar"
)

var expressions = map[string]anchored.Expression{
	"bylineKey": bylineKey, "copyrightForm": copyrightForm, "onlyRights": onlyRights, "reportingForm": reportingForm, "filesForm": filesForm,
	"publishedForm": publishedForm, "photoForm": photoForm, "pointedForm": pointedForm, "publishedKey": publishedKey, "updatedKey": updatedKey,
	"relativeTime": relativeTime, "timeOnly": timeOnly, "readingTime": readingTime, "urlForm": urlForm, "fieldKey": fieldKey,
	"leadsAny": leadsAny, "leadsBare": leadsBare, "counted": counted, "stamp": stamp,
}

func TestALineIsAdmittedWhereverItsFormMatches(t *testing.T) {
	anchoredtest.AdmitMatches(t, expressions)
}

func TestNoFormIsLookedForInOrdinarySentences(t *testing.T) {
	most := maps.Clone(expressions)
	delete(most, "pointedForm") // any capital can begin it; see mayBePointed
	anchoredtest.RefuseSentences(t, most)
}

// FuzzShortcuts compares the fast paths with the slow ones.
func FuzzShortcuts(f *testing.F) {
	for _, s := range []string{
		"Oct. 10, 2031", "КИЇВ. 10 жовтня. УНН. Рада", "KYIV, October 10. UNN. The", "Ann Doe contributed to this report.",
		"All rights reserved.", ", share", "| Share • Tweet", "Share Tweet Email", "12 comments", "ſhare", "AP, 10 October 2031",
		"The Associated Press", "itar-tass/AFP –", "Ann Doe, The Paper 3 May 2031", "Kopieren", "Наступного дня він сказав, що ПІСЛЯ зустрічі", "Unabhängigkeitserklärungen über WIE été", "»Teilen«", "lire la suite", "Tous droits réservés",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		anchoredtest.Same(t, expressions, s)
		if pointedForm.MatchString(s) && !mayBePointed(s) {
			t.Errorf("a pointed dateline may begin %q", s)
		}
		if contributedForm.MatchString(s) && !strings.Contains(strings.ToLower(s), "contributed") {
			t.Errorf("contributed: %q", s)
		}
		if s != "" && onlyRights.MatchString(s) != (allRights.FindString(s) == s) {
			t.Errorf("all rights: %q", s)
		}
		name := label(s)
		if (widgets[name] || tailWidgets[name] || isServices(name) || counted.MatchString(name)) && !mayBeLabel(s) {
			t.Errorf("a button may say %q", s)
		}
		if got, want := dateIn(s), longDateIn(s); got != want {
			t.Errorf("a date at %d of %q, not %d", got, s, want)
		}
		value := strings.TrimRight(s[:dateIn(s)], " ,|–—-")
		if capitalised(value) && isAgency(value) && !(capitalised(s) && mayBeAgency(s)) {
			t.Errorf("an agency may begin %q", s)
		}
	})
}

// longDateIn is like dateIn without its shortcuts.
func longDateIn(s string) int {
	for i := 1; i < len(s); i++ {
		if d, ok := calendar.Leading(s[i:]); s[i-1] == ' ' && ok && i+d.Size == len(s) {
			return i
		}
	}
	return len(s)
}
