package intake

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// openings are all of them, by name.
var openings = map[string]opening{
	"bylineKey": bylineKey, "copyrightForm": copyrightForm, "onlyRights": onlyRights, "reportingForm": reportingForm,
	"filesForm": filesForm, "publishedForm": publishedForm, "photoForm": photoForm, "isoDate": isoDate,
	"numericDate": numericDate, "dayFirst": dayFirst, "weekday": weekday, "weekdayOnly": weekdayOnly,
	"clockTime": clockTime, "pointedForm": pointedForm, "publishedKey": publishedKey, "updatedKey": updatedKey,
	"relativeTime": relativeTime, "timeOnly": timeOnly, "readingTime": readingTime, "urlForm": urlForm,
	"fieldKey": fieldKey, "leadsAny": leadsAny, "leadsBare": leadsBare, "counted": counted, "stamp": stamp,
}

// sample makes a text that the expression is likely to match: it takes each
// branch, repetition and letter case at random.
func sample(r *rand.Rand, e *syntax.Regexp, b *strings.Builder) {
	repeat := func(least, most int) {
		for range least + r.IntN(most-least+1) {
			sample(r, e.Sub[0], b)
		}
	}
	switch e.Op {
	case syntax.OpLiteral:
		for _, c := range e.Rune {
			for f := c; e.Flags&syntax.FoldCase != 0 && r.IntN(3) > 0; {
				f = unicode.SimpleFold(f)
				c = f
			}
			b.WriteRune(c)
		}
	case syntax.OpCharClass:
		i := 2 * r.IntN(len(e.Rune)/2)
		b.WriteRune(e.Rune[i] + r.Int32N(e.Rune[i+1]-e.Rune[i]+1))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteRune([]rune("aZ .7é–й界")[r.IntN(9)])
	case syntax.OpStar:
		repeat(0, 3)
	case syntax.OpPlus:
		repeat(1, 3)
	case syntax.OpQuest:
		repeat(0, 1)
	case syntax.OpRepeat:
		repeat(e.Min, max(e.Min, min(e.Max, e.Min+3)))
	case syntax.OpAlternate:
		sample(r, e.Sub[r.IntN(len(e.Sub))], b)
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range e.Sub {
			sample(r, sub, b)
		}
	}
}

func TestAnOpeningAdmitsWhateverItsFormMatches(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, o := range openings {
		form := o().form
		e, err := syntax.Parse(form.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		matched := 0
		for range 4000 {
			var b strings.Builder
			sample(r, e, &b)
			s := b.String()
			if form.MatchString(s) {
				matched++
			}
			for _, text := range []string{s, s + " and more", s[:r.IntN(len(s)+1)], s + "\xff"} {
				if form.MatchString(text) && !o.MatchString(text) {
					t.Fatalf("%s does not admit %q", name, text)
				}
			}
		}
		if matched < 1000 {
			t.Errorf("%s matched only %d of the samples", name, matched)
		}
	}
}

func TestAnOpeningRefusesOrdinarySentencesWithoutAskingItsForm(t *testing.T) {
	lines := []string{
		"The river rose for a third day.", "Zebras were seen near the mill, she said.", "“Nobody asked us,” said Ann Doe.",
		"Міська рада збереться знову.", "Officials would not comment.", "A", "",
	}
	for name, o := range openings {
		if name == "pointedForm" { // any capital can begin it; see mayBePointed
			continue
		}
		for _, line := range lines {
			if g := o(); g.gate.admits(line) {
				t.Errorf("%s admits %q", name, line)
			}
		}
	}
}

func TestAnOpeningMustBeginAtTheBeginning(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an expression that can match anywhere was taken")
		}
	}()
	opens(`a|^b`)()
}

// FuzzShortcuts holds every short way against the long one.
func FuzzShortcuts(f *testing.F) {
	for _, s := range []string{
		"Oct. 10, 2031", "КИЇВ. 10 жовтня. УНН. Рада", "KYIV, October 10. UNN. The", "Ann Doe contributed to this report.",
		"All rights reserved.", ", share", "| Share • Tweet", "Share Tweet Email", "12 comments", "ſhare", "AP, 10 October 2031",
		"The Associated Press", "itar-tass/AFP –", "Ann Doe, The Paper 3 May 2031", "Kopieren", "Наступного дня він сказав, що ПІСЛЯ зустрічі", "Unabhängigkeitserklärungen über WIE été", "»Teilen«", "lire la suite", "Tous droits réservés",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, o := range openings {
			form := o().form
			if o.MatchString(s) != form.MatchString(s) || o.FindString(s) != form.FindString(s) || !slices.Equal(o.FindStringSubmatch(s), form.FindStringSubmatch(s)) {
				t.Errorf("%s of %q", name, s)
			}
		}
		if monthFirst.MatchString(s) && !mayBeMonth(s) {
			t.Errorf("a month may begin %q", s)
		}
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
		got, count := countStopWords(s)
		want, counts := longStopWords(s)
		if got != want || count != counts {
			t.Errorf("%d words %v in %q, not %d, %v", got, count, s, want, counts)
		}
	})
}

// longDateIn is dateIn without its short ways.
func longDateIn(s string) int {
	for i := 1; i < len(s); i++ {
		if d, ok := leadingDate(s[i:]); s[i-1] == ' ' && ok && i+d.size == len(s) {
			return i
		}
	}
	return len(s)
}

// longStopWords is countStopWords with a list of all words.
func longStopWords(s string) (total int, count [len(languages)]int) {
	for _, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		total++
		if lang, ok := stopWords[word]; ok {
			count[lang]++
		}
	}
	return total, count
}
