package calendar

import (
	"testing"

	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/anchored/anchoredtest"
)

var expressions = map[string]anchored.Expression{
	"isoDate": isoDate, "numericDate": numericDate, "dayFirst": dayFirst, "weekday": weekday, "WeekdayOnly": WeekdayOnly, "clockTime": clockTime,
}

func TestADateIsAdmittedWhereverItsFormMatches(t *testing.T) {
	anchoredtest.AdmitMatches(t, expressions)
}

func TestADateIsNotLookedForInOrdinarySentences(t *testing.T) {
	anchoredtest.RefuseSentences(t, expressions)
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
		if monthFirst.MatchString(s) && !mayBeMonth(s) {
			t.Errorf("a month may begin %q", s)
		}
	})
}
