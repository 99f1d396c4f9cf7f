package words

import (
	"maps"

	"fyne.io/fyne/v2/lang"
)

// N returns a sentence about n things, in the plural form for n. The key is the
// English sentence for several things. {{.Count}} is replaced with n, and more
// holds the other parameters.
func N(key string, n int, more ...map[string]any) string {
	data := map[string]any{"Count": Number(n)}
	for _, m := range more {
		maps.Copy(data, m)
	}
	return lang.X(formKey(key, form(lang.X("language", English), n)), key, data)
}

// formKey returns the key of one plural form of a sentence.
func formKey(key, form string) string { return key + "|" + form }

// The plural forms of CLDR that the languages of the window use.
const (
	one   = "one"
	few   = "few"
	many  = "many"
	other = "other"
)

// form returns the plural form for a whole number in a language, from CLDR 44.
func form(code string, n int) string {
	if n < 0 {
		n = -n
	}
	switch code {
	case "uk":
		ten, hundred := n%10, n%100
		switch {
		case ten == 1 && hundred != 11:
			return one
		case ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14):
			return few
		}
		return many
	case "es", "fr":
		switch {
		case n == 1, n == 0 && code == "fr":
			return one
		case n != 0 && n%1_000_000 == 0:
			return many
		}
		return other
	}
	if n == 1 {
		return one
	}
	return other
}
