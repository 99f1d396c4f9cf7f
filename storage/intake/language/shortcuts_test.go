package language

import (
	"strings"
	"testing"
	"unicode"
)

// FuzzShortcuts compares the fast count with the slow one.
func FuzzShortcuts(f *testing.F) {
	for _, s := range []string{
		"Oct. 10, 2031", "КИЇВ. 10 жовтня. УНН. Рада", "KYIV, October 10. UNN. The", "Ann Doe contributed to this report.",
		"All rights reserved.", ", share", "| Share • Tweet", "Share Tweet Email", "12 comments", "ſhare", "AP, 10 October 2031",
		"The Associated Press", "itar-tass/AFP –", "Ann Doe, The Paper 3 May 2031", "Kopieren", "Наступного дня він сказав, що ПІСЛЯ зустрічі", "Unabhängigkeitserklärungen über WIE été", "»Teilen«", "lire la suite", "Tous droits réservés",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, count := countStopWords(s)
		want, counts := longStopWords(s)
		if got != want || count != counts {
			t.Errorf("%d words %v in %q, not %d, %v", got, count, s, want, counts)
		}
	})
}

// longStopWords counts stop words with a list of all words, without the shortcuts
// of countStopWords.
func longStopWords(s string) (total int, count [len(languages)]int) {
	for _, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		total++
		if lang, ok := stopWords[word]; ok {
			count[lang]++
		}
	}
	return total, count
}
