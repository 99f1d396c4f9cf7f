package search

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Parse must accept every example in docs/search.md and reject every mistake listed
// there.
func TestTheExamplesInTheManualAreQueries(t *testing.T) {
	manual, err := os.ReadFile("../../docs/search.md")
	if err != nil {
		t.Fatal(err)
	}
	good, bad, found := strings.Cut(string(manual), "\n## Mistakes\n")
	if !found {
		t.Fatal("the manual says nothing of mistakes")
	}
	example := regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")
	examples := func(text string) (out []string) {
		for _, m := range example.FindAllStringSubmatch(text, -1) {
			out = append(out, strings.ReplaceAll(m[1], `\|`, "|"))
		}
		return out
	}
	right, wrong := examples(good), examples(bad)
	if len(right) < 40 || len(wrong) < 10 {
		t.Fatalf("%d examples and %d mistakes", len(right), len(wrong))
	}
	for _, typed := range right {
		if q, err := Parse(typed); err != nil || q.Empty() {
			t.Errorf("%s: %v", typed, err)
		}
	}
	for _, typed := range wrong {
		if _, err := Parse(typed); err == nil {
			t.Errorf("%s is no mistake", typed)
		}
	}
}

func TestTheManualIsRight(t *testing.T) {
	for _, c := range []struct {
		typed, sentence string
		want            bool
	}{
		{"flood ", "Floods rose.", false},
		{"flood* warning", "Warnings of flooding.", true},
		{`"flood warn*"`, "A flood warned them.", true},
		{"covid-19 ", "Covid 19 again", true},
		{"don't ", "Don‘t!", true},
		{`"1,200 people"`, "1.200 people", true},
		{"1200 ", "١٬٢٠٠ or 1’200", true},
		{"서울 ", "서울에서", true},
		{`צה"ל `, "דובר צה״ל", true},
		{`12" pipe `, "a pipe of 12 inches", true},
		{"hal ", "Ħal", true},
		{"bauchi ", "Ɓauchi", true},
		{"مدرسة ", "مدرسه", true},
		{"علي ", "على", true},
		{"احمد ", "أحمد", true},
		{"2023 ", "२०२३", true},
		{"qur'an ", "the Qurʾān", true},
		{"hawaii ", "Hawaiʻi", true},
		{"unknown ", "un-\nknown", true},
		{"un-known ", "un-\nknown", true},
		{"20 000 ", "20.000", true},
		{"200 ", "1,200", false},
		{"1234567 ", "12,34,567", true},
		{"314 ", "3.14", false},
		{"1.250 ", "1.250 %", true},
		{"1250 ", "1.250 %", false},
		{"20100 ", "on May 20 100 people", true},
		{"31 ", "3½", false},
		{"co2 ", "CO₂", true},
		{"mayor ", "the mayor² said", true},
		{"新聞記者 ", "彼は新聞記者です", true},
		{"art ", "A party for an artist", false},
		{"“flood warning”", "flood, warning", true},
		{"„flood warning“", "flood\nwarning", true},
		{"«flood warning»", "warning flood", false},
		{"NATO ", "nato", true},
		{"cafe ", "Café", true},
		{"Lodz ", "Łódź", true},
		{"елка ", "Ёлка", true},
		{"strasse ", "Straße", true},
		{"fine ", "ﬁne", true},
		{`flood -"flood warning"`, "A flood, a flood warning", false},
		{"well-known ", "well known", true},
		{"10:30 ", "at 10.30", true},
		{"https://example.org/a ", "see https://example.org/a.", true},
		{"Update: the river ", "UPDATE – the river", true},
		{`/[0-9]+ (dead|killed)/`, "12 dead", true},
		{`/\bcolou?r\b/`, "Color", true},
		{`/\?$/`, "Why?", true},
		{`/(?-i)\bWHO\b/`, "who", false},
		{`/km\/h/`, "50 km/h", true},
		{`/[“”]/`, `"x"`, false},
		{`flood -/[0-9]/`, "flood 12", false},
	} {
		if _, got := NewMatcher(query(t, c.typed)).Match(c.sentence); got != c.want {
			t.Errorf("%s finds %q: %v", c.typed, c.sentence, got)
		}
	}
	for typed, want := range map[string]bool{"goverment ": true, "therna ": false} {
		q, _ := query(t, typed).Relaxed()
		if _, got := NewMatcher(q).Match("The government of Tehran"); got != want {
			t.Errorf("%s finds the government of Tehran: %v", typed, got)
		}
	}
}
