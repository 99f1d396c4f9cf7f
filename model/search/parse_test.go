package search

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// shown returns the meaning of a query in a form that tests can compare.
func shown(q Query) string {
	var parts []string
	for _, t := range q.Terms {
		s := strings.Join(t.Words, "+")
		for _, other := range t.Others {
			s += "|" + strings.Join(other, "+")
		}
		if t.Regexp != nil {
			s = "/" + t.Regexp.String() + "/"
		}
		if t.Prefix {
			s += "*"
		}
		if t.Not {
			s = "-" + s
		}
		parts = append(parts, s)
	}
	for _, f := range q.Filters {
		s := f.Kind.String()
		if f.Not {
			s = "-" + s
		}
		if f.Kind.takes() {
			s += "=" + strings.Join(f.Values, "|")
		}
		for _, d := range f.Dates {
			s += fmt.Sprintf("[%s,%s]", bound(d.From, d, 0), bound(d.To, d, -time.Second))
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

// bound returns the bound t of the interval d, moved by last, as a day, a time of
// day or an instant. It returns "" for an open bound.
func bound(t time.Time, d Interval, last time.Duration) string {
	layout := time.DateOnly
	switch {
	case t.IsZero():
		return ""
	case d.Zoned:
		layout = time.RFC3339
	case d.timed:
		layout = "2006-01-02T15:04:05"
	}
	return t.Add(last).Format(layout)
}

func TestAQueryIsReadAsPeopleTypeIt(t *testing.T) {
	for typed, want := range map[string]string{
		"":                                "",
		" \t . - – * / ":                  "",
		`""`:                              "",
		`"`:                               "",
		"river":                           "river*",
		"river ":                          "river",
		"River,":                          "river",
		"the river":                       "the river*",
		"flood* warn* ":                   "flood* warn*",
		"*** river* . ":                   "river*",
		"don’t":                           "don+t*",
		"covid-19 ":                       "covid+19",
		"a - b ":                          "a b",
		"-river":                          "-river*",
		"--river ":                        "-river",
		"well-known ":                     "well+known",
		`"old river"`:                     "old+river",
		`"old river`:                      "old+river*",
		`"old river `:                     "old+river",
		`"old riv*" x `:                   "old+riv* x",
		`-"old river"`:                    "-old+river",
		"„old river“ «x» ＂y＂":             "old+river x y",
		`5"river"`:                        "5+river",
		"東京都 ":                            "東京+京都",
		"東 京":                             "東* 京*",
		`"3月"`:                            "3+月*",
		"東京tower ":                        "東京+京+tower",
		"10:30 ":                          "10+30",
		"http://x.org/a ":                 "http+x+org+a",
		"std::string ":                    "std+string",
		"Update: the river ":              "update the river",
		"Source: Reuters ":                "source reuters",
		"Он сказал:нет ":                  "он сказал+нет",
		"and/or ":                         "and+or",
		"/ri.er/":                         "/(?is)ri.er/",
		`-/a\/b\\/ x `:                    `-/(?is)a\/b\\/ x`,
		`/(?-i)So Far/ label:claim`:       "/(?is)(?-i)So Far/ label=claim",
		"label:claim":                     "label=claim",
		"LABEL:Claim,quote -outlet:x":     "label=Claim|quote -outlet=x",
		`outlet:"The Post, Daily",reuter`: "outlet=The Post, Daily|reuter",
		`title:"old bridge`:               "title=old bridge",
		`note:* analyst:" A. Lind "`:      "note=* analyst=A. Lind",
		"tagged -Untagged":                "tagged -untagged",
		`"tagged" tagged* untagge`:        "tagged tagged* untagge*",
		"date:2025":                       "date=2025[2025-01-01,2025-12-31]",
		"date:2024-02,2025-10-09":         "date=2024-02|2025-10-09[2024-02-01,2024-02-29][2025-10-09,2025-10-09]",
		"date:2025-03..2025-10":           "date=2025-03..2025-10[2025-03-01,2025-10-31]",
		"date:..2025 -date:2025-03-04..":  "date=..2025[,2025-12-31] -date=2025-03-04..[2025-03-04,]",
		"date:*":                          "date=*[,]",
		"date:2025-10-13T14":              "date=2025-10-13T14[2025-10-13T14:00:00,2025-10-13T14:59:59]",
		"date:2025-10-13t14:05":           "date=2025-10-13t14:05[2025-10-13T14:05:00,2025-10-13T14:05:59]",
		"date:2025-10-13T14:05:09Z":       "date=2025-10-13T14:05:09Z[2025-10-13T14:05:09Z,2025-10-13T14:05:09Z]",
		"date:2025-10-13T14..":            "date=2025-10-13T14..[2025-10-13T14:00:00,]",
		"date:..2025-10-13T14:30+0200":    "date=..2025-10-13T14:30+0200[,2025-10-13T14:30:59+02:00]",
		"date:2025-10..2025-10-13T06":     "date=2025-10..2025-10-13T06[2025-10-01T00:00:00,2025-10-13T06:59:59]",
		`date:"2025-10-13 14:05 +02:00"`:  "date=2025-10-13 14:05 +02:00[2025-10-13T14:05:00+02:00,2025-10-13T14:05:59+02:00]",
		`date:"2025-10-13 14"`:            "date=2025-10-13 14[2025-10-13T14:00:00,2025-10-13T14:59:59]",
		// the zone of one end applies to both
		"date:2025-10-13..2025-10-13T14+02":  "date=2025-10-13..2025-10-13T14+02[2025-10-12T22:00:00Z,2025-10-13T14:59:59+02:00]",
		"date:2025-10-13T14Z..2025-10-13T15": "date=2025-10-13T14Z..2025-10-13T15[2025-10-13T14:00:00Z,2025-10-13T15:59:59Z]",
		"lang:en-GB":                         "lang=en-GB",
		"\xff river\xff":                     "river",
		`צה"ל היום`:                          "צה+ל היום*",
		`"דובר צה"ל" היום `:                  "דובר+צה+ל היום",
		`6'2" 12"-wide 27" x `:               "6+2 12+wide 27 x",
		`a"b outlet:ד"ר,"ב"ה" x `:            `a+b x outlet=ד"ר|ב"ה`,
		"20 000 fled ":                       "20000|20+000 fled",
		"€20 000 000, 5 ":                    "20000000|20+000+000 5",
		"٢٠ ٠٠٠ 20,000円 ":                    "20000|20+000 20000+円|20+000+円*",
		"3東京 ":                               "3+東京",
		"20 0000 1999 100 ":                  "20 0000 1999 100",
		`"1,200 people"`:                     "1200+people|1+200+people",
		"1.5 2,50 ":                          "1+5 2+50",
		"1,20":                               "1+20|120*",
		"192.168.1.200 ":                     "192+168+1+200",
		"H₂O 5¹ 1½ ":                         "h2o 5+1 1+1+2",
		"Hawaiʻi ":                           "hawai+i",
		"서울 KBS는 ":                           "서울 kbs+는",
	} {
		q, err := Parse(typed)
		if got := shown(q); err != nil || got != want {
			t.Errorf("%q is read as %q, want %q; %v", typed, got, want, err)
			continue
		}
		if q.Empty() != (want == "") {
			t.Errorf("%q asks for nothing: %v", typed, q.Empty())
		}
		again, err := Parse(q.String())
		if err != nil || shown(again) != want {
			t.Errorf("%q is written %q, which is read as %q; %v", typed, q, shown(again), err)
		}
	}
}

func TestWhatIsWrongWithAQueryIsSaidAndWhere(t *testing.T) {
	for _, c := range []struct {
		typed  string // the mistake is between ‹ and ›
		reason Reason
		says   string
	}{
		{"river ‹lable›:claim", UnknownFilter, "“label:”"},
		{"‹outlets›: x", UnknownFilter, "“outlet:”"},
		{"‹source›:reuters", UnknownFilter, "“outlet:”"},
		{"‹foo›:bar", UnknownFilter, "in quotes"},
		{`‹foo›:"bar"`, UnknownFilter, "in quotes"},
		{"‹label:›", MissingValue, "“label:” needs a value"},
		{"‹-label:› claim", MissingValue, "needs a value"},
		{"‹label:claim,› x", MissingValue, "needs a value"},
		{`‹outlet:""›`, MissingValue, "needs a value"},
		{"‹outlet:-›,x", MissingValue, "needs a value"},
		{"date:‹2025-13›", BadDate, "2025-13"},
		{"date:2025,‹yesterday›", BadDate, "yesterday"},
		{"date:‹2025-02-29›", BadDate, "no date"},
		{"date:‹..›", BadDate, "no date"},
		{`date:" ‹x y› "`, BadDate, "no date"},
		{"river date:‹2025-10-13T25:61›", BadDate, "T14:05"},
		{"date:‹2025-10-13T24›", BadDate, "no date"},
		{"date:‹2025-10-13T›", BadDate, "no date"},
		{"date:‹2025-10-13T4›", BadDate, "no date"},
		{"date:‹2025-10-13T14:05:09.5›", BadDate, "no date"},
		{"date:‹2025-10-13T14:5›", BadDate, "no date"},
		{"date:‹2025-10T14›", BadDate, "no date"},
		{"date:‹14:05›", BadDate, "no date"},
		{"date:‹2025-02-30T14:05›", BadDate, "no date"},
		{"date:‹2025-10-13T14+25:00›", BadDate, "no date"},
		{"date:2025,‹2025-10-13T14:05EST›", BadDate, "no date"},
		{"date:‹2025-10-13T14..2025-10-13T13›", RangeReversed, "before it begins"},
		{"date:‹2025-10-13T14Z..2025-10-13T14+02:00›", RangeReversed, "before it begins"},
		{"date:‹2025..2024-12›", RangeReversed, "before it begins"},
		{"fl‹*›od", StarInside, "end of a word"},
		{"‹*›ood", StarInside, "end of a word"},
		{`"the ‹*› river"`, StarInside, "end of a word"},
		{"x ‹/river›", RegexpUnclosed, "second slash"},
		{"‹/›", RegexpUnclosed, "second slash"},
		{`‹/a\/›`, RegexpUnclosed, "second slash"},
		{"‹//›", RegexpEmpty, "nothing between"},
		{"/a/‹i› x", RegexpFollowed, "space must follow"},
		{"x /a‹(b›/", RegexpInvalid, "missing closing )"},
		{"/ab‹[z-a]›/", RegexpInvalid, ""},
		{"/a‹**›/", RegexpInvalid, "nested"},
		{"/a‹{2000}›/", RegexpRepeat, "1000"},
		{"/a‹{3,2}›/", RegexpRepeat, "less to more"},
		{"/‹" + `((\pL{30}){30}){30}` + "›/", RegexpRepeat, ""},
		{"/‹" + strings.Repeat("(", 400) + strings.Repeat(")*", 400)[:0] + "›/", RegexpInvalid, ""},
		{"‹/" + strings.Repeat("a", MaxRegexp+1) + "/›", RegexpTooLong, "1000 bytes"},
		{strings.Repeat("é ", MaxQuery/3) + "é‹é ›", QueryTooLong, ""},
		{strings.Repeat("x ", MaxTerms) + "‹y›", TooManyTerms, "100"},
		{strings.Repeat("x ", MaxTerms-1) + "‹label:a,b›", TooManyTerms, ""},
	} {
		typed := strings.NewReplacer("‹", "", "›", "").Replace(c.typed)
		at := strings.Index(c.typed, "‹")
		end := strings.Index(c.typed, "›") - len("‹")
		if c.reason == QueryTooLong {
			at = MaxQuery
		}
		_, err := Parse(typed)
		var e *SyntaxError
		if !errors.As(err, &e) {
			t.Errorf("%.60q is read: %v", typed, err)
			continue
		}
		exact := c.reason != RegexpInvalid && c.reason != RegexpRepeat && c.reason != QueryTooLong
		if e.Reason != c.reason || exact && (e.At != at || e.End != end) || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%.60q is wrong at %d to %d (want %d to %d), reason %d (want %d): %s", typed, e.At, e.End, at, end, e.Reason, c.reason, e)
		}
		if e.Found != typed[e.At:e.End] {
			t.Errorf("%.60q: found %q at %d", typed, e.Found, e.At)
		}
	}
}

func TestWhatARegularExpressionMeansIsBounded(t *testing.T) {
	for _, pattern := range []string{`(\pL{100}){100}`, `((a{10}){10}){100}`, strings.Repeat("(a{500}b)", 100)} {
		var e *SyntaxError
		if _, err := Parse("/" + pattern + "/"); !errors.As(err, &e) || e.Reason != RegexpTooLarge && e.Reason != RegexpRepeat {
			t.Errorf("/%.40s/ is read: %v", pattern, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`flood* "the old river" -/so (far|near)\// label:claim,"a b" outlet:"The Post, x" date:2025-03..2025-10`,
		"date:2025-10-13T14:05Z..,2025-10-13t07", "untagged -tagged tagged* \"untagged\" 東京 月 3月* น้ำ", "„a“ «b", `/a/ "b*" -"c`, "x:y", "lable: a", "date:..2025,*",
		"-/(?-i)x{2,3}/ //", "don’t half½ ㍿* a\xffb", "note:\"* a\" lang:en-GB title:* ﷺ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			var e *SyntaxError
			if !errors.As(err, &e) || e.Reason == 0 || e.At < 0 || e.At > e.End || e.End > len(s) || e.Found != s[e.At:e.End] || e.Error() == "" {
				t.Fatalf("%q: %#v", s, err)
			}
			if utf8.ValidString(s) && !utf8.ValidString(e.Found) {
				t.Fatalf("%q: the error is at a part of a sign: %q", s, e.Found)
			}
			return
		}
		written := q.String()
		if len(written) > MaxQuery {
			return // it has more quotes than s
		}
		again, err := Parse(written)
		if err != nil || shown(again) != shown(q) || again.String() != written {
			t.Fatalf("%q is %q, written %q, which is %q, written %q; %v", s, shown(q), written, shown(again), again.String(), err)
		}
		for i, term := range q.Terms {
			if term.Text != again.Terms[i].Text || (term.Regexp == nil) == (len(term.Words) == 0) || slices.Contains(term.Words, "") {
				t.Fatalf("%q has the term %#v, again %#v", s, term, again.Terms[i])
			}
		}
		if len(q.Terms)+len(q.Filters) > MaxTerms {
			t.Fatalf("%q has %d terms", s, len(q.Terms))
		}
	})
}
