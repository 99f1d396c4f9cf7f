package value

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
)

func repeated(s string, n int) string { return strings.Repeat(s, n) }

func TestAcceptKeepsMendsOrRefuses(t *testing.T) {
	cases := map[Kind][]struct {
		given, want string
		problem     Problem
	}{
		Analyst: {
			{"Ines", "Ines", Fine},
			{"Jose\u0301", "Jos\u00e9", Fine},
			{" \tana \n", "ana", Fine},
			{"Ana\u00a0 Ruiz\u3000", "Ana Ruiz", Fine},
			{"\u202eana\u202c", "ana", Fine},
			{"a\u200bn\u00ada\ufeff", "ana", Fine},
			{"Jo\u200dse", "Jose", Fine},
			{"ana\ufe0f", "ana", Fine},
			{"\u0645\u06cc\u200c\u0631\u0648\u0645", "\u0645\u06cc\u200c\u0631\u0648\u0645", Fine},
			{"\u200c\u0645\u06cc\u200c", "\u0645\u06cc", Fine},
			{"\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0dc1\u0dca\u200d\u0dbb\u0dd3", Fine},
			{"👩🏽\u200d🔬", "👩🏽\u200d🔬", Fine},
			{"葛\U000e0100", "葛\U000e0100", Fine},
			{"\u1112\u1161\u11ab", "\ud55c", Fine},
			{"a" + repeated("\u0301", 60), "\u00e1" + repeated("\u0301", 8), Fine},
			{"", "", Missing},
			{" \u3000\t", "", Missing},
			{"\u3164\u200b", "", Missing},
			{"K\x1b[31m", "", Control},
			{"a\x00b", "", Control},
			{"a\u0080b", "", Control},
			{"a\xffb", "", NotText},
			{repeated("x", 1024), repeated("x", 1024), Fine},
			{repeated("x", 1025), "", TooLong},
			{repeated("\u0958", 200), "", TooLong}, // NFC makes two characters of each
			{repeated(" ", 5000) + "ana", "ana", Fine},
			{repeated("x", 1<<20), "", TooLong},
		},
		Project: {
			{"Flood  2026", "Flood  2026", Fine},
			{"", "", Fine},
			{"a\x00\nb", "a b", Fine},
			{repeated("n", 3768), repeated("n", 252) + "…", Fine},
			{repeated("新", 100), repeated("新", 84) + "…", Fine},
			{repeated("👩🏽\u200d🔬", 30), repeated("👩🏽\u200d🔬", 16) + "…", Fine},
		},
		ProjectID: {{"18f1f6a4", "18f1f6a4", Fine}, {"a\nb", "", Control}, {repeated("0", 129), "", TooLong}},
		Note: {
			{" Thin. \n\tWho says so? ", " Thin. \n\tWho says so? ", Fine},
			{"a\x1b[31mred\a\b \u202ertl\x00", "a[31mred \u202ertl", Fine},
			{"one\r\ntwo\rthree\u0085four", "one\ntwo\nthree\nfour", Fine},
			{"Jose\u0301", "Jose\u0301", Fine},
			{"", "", Fine},
			{"a\xff", "", NotText},
			{repeated("w ", 60_000), repeated("w ", 60_000), Fine},
			{repeated("w", 1<<20+1), "", TooLong},
		},
		NoteID:   {{"n 1", "n 1", Fine}, {"", "", Missing}, {"n\x7f", "", Control}, {repeated("n", 1025), "", TooLong}},
		Title:    {{" A\tB\r\nC ", "A B  C", Fine}, {"A\x1bB", "AB", Fine}, {repeated("é", 3000), repeated("é", 2046) + "…", Fine}},
		Outlet:   {{"The  Quay Post", "The  Quay Post", Fine}, {"Cafe\u0301 \u200b", "Caf\u00e9", Fine}, {repeated("x", 1025), repeated("x", 1021) + "…", Fine}},
		Byline:   {{"Ana Ré,\nBo", "Ana Ré, Bo", Fine}},
		Dateline: {{"WASHINGTON, Oct 10", "WASHINGTON, Oct 10", Fine}},
		Published: {
			{"2026-03-04", "2026-03-04", Fine},
			{" 2024-02-29 ", "2024-02-29", Fine},
			{"", "", Fine},
			{"0001-01-01", "0001-01-01", Fine},
			{"9999-12-31", "9999-12-31", Fine},
			{"2026-13-45", "", Malformed},
			{"2026-02-29", "", Malformed},
			{"2026-04-31", "", Malformed},
			{"0000-01-01", "", Malformed},
			{"12026-01-01", "", Malformed},
			{"-001-01-01", "", Malformed},
			{"2026-3-4", "", Malformed},
			{"2026-03-04T05:06:07Z", "", Malformed},
			{"yesterday", "", Malformed},
			{repeated("2", 1000), "", TooLong},
		},
		PublishedAt: {
			{"2026-03-04T15:21", "2026-03-04T15:21", Fine},
			{" 2026-03-04T15:21:41+05:30 ", "2026-03-04T15:21:41+05:30", Fine},
			{"", "", Fine},
			{"2026-03-04", "", Malformed},
			{"2026-03-04T15:21:41.5Z", "", Malformed},
			{"2026-02-30T15:21Z", "", Malformed},
			{"0001-01-01T00:30+01:00", "", Malformed},
			{repeated("2", 1000), "", TooLong},
		},
		Retrieved: {{"2026-03-04", "2026-03-04", Fine}, {"2026-03-04T15:21Z", "2026-03-04T15:21Z", Fine}, {"", "", Fine}, {"today", "", Malformed}},
		Section:   {{" Local\nNews ", "Local News", Fine}, {repeated("x", 1025), repeated("x", 1021) + "…", Fine}},
		Archive:   {{"https://archive.example/2026/https://tide.example", "https://archive.example/2026/https://tide.example", Fine}, {"javascript:alert(1)", "", Malformed}},
		URL: {
			{"https://example.org/a?b=c#d", "https://example.org/a?b=c#d", Fine},
			{"www.example.org/Straße", "www.example.org/Straße", Fine},
			{" https://example.org/a b ", "https://example.org/a%20b", Fine},
			{"doi:10.1000/182", "doi:10.1000/182", Fine},
			{"", "", Fine},
			{"javascript:alert(1)", "", Malformed},
			{"JavaScript:alert(1)", "", Malformed},
			{"data:text/html,x", "", Malformed},
			{"file:///etc/passwd", "", Malformed},
			{"https://exa mple.org:port/", "", Malformed},
			{"https://example.org/%zz", "", Malformed},
			{"https://example.org/" + repeated("a", 9000), "", TooLong},
		},
		Language: {
			{"en", "en", Fine},
			{"EN_us", "en-US", Fine},
			{" zh-hant-tw ", "zh-Hant-TW", Fine},
			{"sr-Latn", "sr-Latn", Fine},
			{"", "", Fine},
			{"english", "", Malformed},
			{"xx", "", Malformed},
			{"en-", "", Malformed},
			{"e n", "", Malformed},
			{repeated("en-", 30), "", TooLong},
			{repeated("x", 100_000), "", TooLong},
		},
		LabelKey:    {{"claim", "claim", Fine}, {"", "", Missing}, {"a\x00", "", Control}, {repeated("k", 129), "", TooLong}},
		LabelName:   {{" Claim ", "Claim", Fine}, {"Cla\u200bim\u202e", "Claim", Fine}, {"\u200b", "", Fine}, {"Cafe\u0301", "Café", Fine}, {repeated("n", 256), "", TooLong}},
		Letter:      {{"c", "C", Fine}, {"Ж", "Ж", Fine}, {"e\u0301", "É", Fine}, {"", "", Fine}, {"CC", "", Malformed}, {"1", "", Malformed}, {"☃", "", Malformed}, {"\x1b", "", Malformed}},
		Color:       {{"#e69f00", "#E69F00", Fine}, {"", "", Fine}, {"red", "", Malformed}, {"#fff", "", Malformed}, {"#GG0000", "", Malformed}, {"#E69F00FF", "", Malformed}, {"E69F00#", "", Malformed}},
		Definition:  {{"Two\r\nlines.", "Two\nlines.", Fine}, {repeated("d", 16<<10+1), "", TooLong}},
		Group:       {{" People\nand places ", "People and places", Fine}, {repeated("g", 256), "", TooLong}},
		Use:         {{"For figures.\r\nAnd dates.", "For figures.\nAnd dates.", Fine}, {repeated("u", 16<<10+1), "", TooLong}},
		Avoid:       {{"Not for opinion.", "Not for opinion.", Fine}, {repeated("a", 16<<10+1), "", TooLong}},
		Example:     {{"The bridge was closed.", "The bridge was closed.", Fine}, {repeated("d", 16<<10+1), "", TooLong}},
		Query:       {{"label:claim flood", "label:claim flood", Fine}},
		Program:     {{"Assay 0.1.0", "Assay 0.1.0", Fine}, {repeated("x", 1<<20), repeated("x", 252) + "…", Fine}},
		Format:      {{"html", "html", Fine}, {"ht ml", "", Malformed}, {repeated("x", 65), "", TooLong}},
		Encoding:    {{"windows-1252", "windows-1252", Fine}, {"utf\x00", "", Malformed}, {repeated("u", 100_000), "", TooLong}},
		Phrase:      {{" Single\n source ", "Single source", Fine}, {"de\u0301menti", "d\u00e9menti", Fine}, {" ", "", Missing}, {"a\x00b", "", Control}, {"a\xff", "", NotText}, {repeated("x", 256), "", TooLong}, {repeated("x", 10_000), "", TooLong}},
		Voice:       {{" Ana\n Re\u0301 ", "Ana R\u00e9", Fine}, {"", "", Missing}, {"a\x00b", "", Control}, {repeated("x", 256), "", TooLong}},
		Cue:         {{" according\n to ", "according  to", Fine}, {"", "", Fine}, {repeated("x", 256), "", TooLong}},
		Basis:       {{"Two errors.\r\nBoth corrected.", "Two errors.\nBoth corrected.", Fine}, {repeated("b", 16<<10+1), "", TooLong}},
		Remark:      {{"The picture is older.", "The picture is older.", Fine}, {repeated("r", 16<<10+1), "", TooLong}},
		Owner:       {{" Harbour\nPress ", "Harbour Press", Fine}, {repeated("o", 1025), "", TooLong}},
		Country:     {{"Halmark", "Halmark", Fine}, {"a\xff", "", NotText}, {repeated("c", 256), "", TooLong}},
		Genre:       {{"daily", "daily", Fine}, {repeated("g", 256), "", TooLong}},
		Policy:      {{"On page 2.", "On page 2.", Fine}, {repeated("p", 16<<10+1), "", TooLong}},
		Verdict:     {{" likely  so ", "likely so", Fine}, {" ", "", Missing}, {"a\x1bb", "", Control}, {repeated("v", 256), "", TooLong}},
		Reasoning:   {{"One\r\ntwo", "One\ntwo", Fine}, {"", "", Fine}, {repeated("r", 16*kib+1), "", TooLong}},
		Explanation: {{" A\nleak ", "A leak", Fine}, {" ", "", Missing}, {repeated("e", 4097), "", TooLong}},
		Statement:   {{" The bridge\n was shut ", "The bridge  was shut", Fine}, {" ", "", Missing}, {"a\x1bb", "ab", Fine}, {repeated("s", 4097), "", TooLong}},
		ArticleID:   {{"0123456789abcdef", "0123456789abcdef", Fine}, {"", "", Missing}, {"a\x7f", "", Control}, {repeated("a", 65), "", TooLong}},
		OriginName:  {{" Harbour\n Wire ", "Harbour  Wire", Fine}, {"", "", Fine}, {repeated("o", 1025), "", TooLong}},
		RecordID:    {{"TRIB000020310404", "TRIB000020310404", Fine}, {"", "", Fine}, {"a\n", "", Control}, {"\xff", "", NotText}, {repeated("i", 256), "", TooLong}},
		Path:        {{`C:\a\b` + "\xff\n.txt", `C:\a\b` + "\xff\n.txt", Fine}, {"a\x00b", "", Control}, {repeated("p", 64<<10+1), "", TooLong}},
	}
	for k := range Moment {
		if len(cases[k]) == 0 {
			t.Errorf("no case says what becomes of %s", k)
		}
		for _, c := range cases[k] {
			got, err := k.Accept(c.given)
			var refused *Error
			if errors.As(err, &refused) && (refused.Problem != c.problem || refused.Kind != k) || (err == nil) != (c.problem == Fine) || got != c.want {
				t.Errorf("%s %.60q: got %.60q, %v; want %.60q, problem %d", k, c.given, got, err, c.want, c.problem)
			}
			if err != nil && !errors.Is(err, model.ErrValue) {
				t.Errorf("%v is not model.ErrValue", err)
			}
			if again := k.Check(c.given); (again == nil) != (err == nil) {
				t.Errorf("%s %.60q: Check says %v, Accept %v", k, c.given, again, err)
			}
		}
	}
}

func TestThePlaceOfAnArticleIsWithinItsFile(t *testing.T) {
	for _, c := range []struct {
		record model.Record
		ok     bool
	}{
		{model.Record{}, true},
		{model.Record{N: 1, Of: 1}, true},
		{model.Record{N: 40, Of: 40, Start: 0, End: 1, ID: "a"}, true},
		{model.Record{N: 7, Start: 1 << 40, End: 1 << 41}, true}, // the number of articles is unknown
		{model.Record{N: MostRecords, Of: MostRecords}, true},
		{model.Record{N: MostRecords + 1}, false},
		{model.Record{N: 1, Of: MostRecords + 1}, false},
		{model.Record{N: 2, Of: 1}, false},
		{model.Record{N: -1, Of: 1}, false},
		{model.Record{N: 1, Of: -1}, false},
		{model.Record{Of: 1}, false},
		{model.Record{ID: "a"}, false},
		{model.Record{N: 1, Of: 1, Start: 1}, false},
		{model.Record{N: 1, Of: 1, Start: 5, End: 5}, false},
		{model.Record{N: 1, Of: 1, Start: -1, End: 5}, false},
		{model.Record{N: 1, Of: 1, ID: repeated("1", 256)}, false},
	} {
		s := model.Source{Format: "text", Record: c.record}
		if got, err := AcceptSource(s); (err == nil) != c.ok || err == nil && got != s || err != nil && !errors.Is(err, model.ErrValue) {
			t.Errorf("%+v: %v", c.record, err)
		}
	}
}

func TestATimeOfPublicationIsOnItsDay(t *testing.T) {
	for _, c := range []struct {
		day, at string
		ok      bool
	}{
		{"2031-03-12", "", true},
		{"2031-03-12", "2031-03-12T15:21", true},
		{"2031-03-12", "2031-03-12T15:21:41+05:30", true},
		{"2031-03-12", "2031-03-13T15:21", false},
		{"", "2031-03-13T15:21", false},
		{"2031-03-12", "2031-03-12T25:21", false},
		{"2031-03-12", "15:21", false},
		{"9999-12-31", "9999-12-31T23:59-10:00", false},
	} {
		m := model.Metadata{Published: c.day, PublishedAt: c.at}
		if got, err := AcceptMetadata(m); (err == nil) != c.ok || err == nil && got != m {
			t.Errorf("%+v: %+v (%v)", c, got, err)
		}
		if _, err := AcceptCorrection(model.Metadata{}, m); (err == nil) != c.ok {
			t.Errorf("%+v as a correction: %v", c, err)
		}
		fit := FitMetadata(m)
		if _, err := AcceptMetadata(fit); err != nil || fit.Published != c.day || (fit.PublishedAt != "") != (c.ok && c.at != "") {
			t.Errorf("%+v is kept as %+v (%v)", c, fit, err)
		}
	}
}

func TestFitMendsFreeTextAndDropsTheRest(t *testing.T) {
	for _, c := range []struct {
		kind        Kind
		given, want string
	}{
		{Analyst, "K\x1b[31m", "K[31m"},
		{Analyst, "a\xff", "a\uFFFD"},
		{Analyst, repeated("x", 30_000), repeated("x", 1021) + "…"},
		{Analyst, "\x00", ""},
		{Title, " A ", "A"},
		{Published, "2026-13-45", ""},
		{URL, "javascript:alert(1)", ""},
		{Language, repeated("x", 100_000), ""},
		{NoteID, "n\x00", ""},
	} {
		if got := c.kind.Fit(c.given); got != c.want {
			t.Errorf("%s %.40q becomes %.40q, want %.40q", c.kind, c.given, got, c.want)
		}
	}
	got := FitMetadata(model.Metadata{Title: " A\x00 ", Published: "2026-02-30", URL: "data:x", Language: "EN"})
	if want := (model.Metadata{Title: "A", Language: "en"}); got != want {
		t.Errorf("the metadata become %+v, want %+v", got, want)
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		given string
		want  string
	}{
		{Analyst, repeated("x", 3768), `the analyst's name "` + repeated("x", 40) + `…" has 3,768 bytes, and at most 1,024 can be kept; shorten it`},
		{Analyst, "K\x1b[31m", `the analyst's name "K\x1b[31m" has control characters in it; leave them out`},
		{Analyst, " ", "the analyst's name is missing"},
		{Published, "2026-13-45", `the date "2026-13-45" cannot be kept; write a day of the calendar as year-month-day, such as 2026-03-04`},
		{Language, repeated("x", 100_000), `the language "` + repeated("x", 40) + `…" has 100,000 bytes; write a BCP 47 tag, such as en or pt-BR`},
		{Color, "red", `the label's colour "RED" cannot be kept; write it as #RRGGBB, such as #E69F00`},
	} {
		if err := c.kind.Check(c.given); err == nil || !strings.EqualFold(err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

func TestTimesLieInTheYearsThatCanBeWritten(t *testing.T) {
	at := func(year int, zone *time.Location) time.Time { return time.Date(year, 6, 1, 0, 0, 0, 0, zone) }
	for _, c := range []struct {
		name string
		at   time.Time
		fine bool
	}{
		{"an ordinary one", at(2026, time.UTC), true},
		{"one of the first year", at(1, time.UTC), true},
		{"one of the last year", at(9999, time.UTC), true},
		{"none", time.Time{}, false},
		{"one of year 0", at(0, time.UTC), false},
		{"one before year 0", at(-3, time.UTC), false},
		{"one of year 10000", at(10_000, time.UTC), false},
		{"one that is of year 10000 in UTC", time.Date(9999, 12, 31, 23, 59, 59, 0, time.FixedZone("", -3600)), false},
		{"one that is of year 0 in UTC", time.Date(1, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600)), false},
	} {
		got, err := Time(c.at)
		if (err == nil) != c.fine || err == nil && (!got.Equal(c.at) || got.Location() != time.UTC) {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}

func TestRecordsAreAcceptedWhole(t *testing.T) {
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.FixedZone("east", 3600))
	a, err := AcceptAnnotation(model.Annotation{Analyst: " Jose\u0301", Label: " claim", At: at})
	if want := (model.Annotation{Analyst: "Jos\u00e9", Label: "claim", At: at.UTC()}); err != nil || a != want {
		t.Errorf("the annotation is %+v, %v", a, err)
	}
	n, err := AcceptNote(model.Note{ID: "n", Analyst: "ana ", Text: "a\x00b", Created: at, Updated: at})
	if err != nil || n.Analyst != "ana" || n.Text != "ab" || n.Updated != at.UTC() {
		t.Errorf("the note is %+v, %v", n, err)
	}
	for what, err := range map[string]error{
		"a note with a wrong grade": errOf(AcceptNote(model.Note{ID: "n", Analyst: "a", Grade: model.Grade{Source: "G"}, Created: at, Updated: at})),
		"a note without times":      errOf(AcceptNote(model.Note{ID: "n", Analyst: "a"})),
		"an annotation of nobody":   errOf(AcceptAnnotation(model.Annotation{Label: "claim", At: at})),
		"an annotation of no label": errOf(AcceptAnnotation(model.Annotation{Analyst: "a", At: at})),
		"a label without a key":     errOf(AcceptLabel(model.Label{Name: "Claim"})),
		"a label of a wrong colour": errOf(AcceptLabel(model.Label{Key: "claim", Color: "red"})),
		"too many examples":         errOf(AcceptLabel(model.Label{Key: "claim", Examples: make([]string, MostExamples+1)})),
		"a source of a long format": errOf(AcceptSource(model.Source{Format: repeated("x", 100)})),
		"a date that is none":       errOf(AcceptMetadata(model.Metadata{Published: "2026-13-45"})),
		"an identity of year 10000": errOf(AcceptIdentity(model.ProjectInfo{ID: "x", Created: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)})),
	} {
		if !errors.Is(err, model.ErrValue) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, l := range model.DefaultCodebook() {
		if _, err := AcceptLabel(l); err != nil {
			t.Errorf("label %s of the default codebook: %v", l.Key, err)
		}
	}
}

func errOf[T any](_ T, err error) error { return err }

// A value that an older version accepted may stay when another one is corrected.
func TestACorrectionLooksAtWhatIsNew(t *testing.T) {
	before := model.Metadata{Title: "A", Published: "2026-13-45"}
	after := before
	after.Title = "B\x00"
	if got, err := AcceptCorrection(before, after); err != nil || got.Title != "B" || got.Published != before.Published {
		t.Errorf("got %+v, %v", got, err)
	}
	after.Published = "2026-13-46"
	if _, err := AcceptCorrection(before, after); err == nil {
		t.Error("a new date that is none was accepted")
	}
}

func TestAnAnalystIsKnownInEveryForm(t *testing.T) {
	const composed, decomposed = "Jos\u00e9", "Jose\u0301"
	for _, c := range []struct {
		name  string
		held  []string
		given string
		want  string
	}{
		{"nobody is there", nil, composed, composed},
		{"held as it is kept", []string{composed}, composed, composed},
		{"held in another form", []string{decomposed}, composed, decomposed},
		{"held in both forms", []string{decomposed, composed}, composed, composed},
		{"held in both forms, the other way round", []string{composed, decomposed}, composed, composed},
		{"held with blanks", []string{" ana "}, "ana", " ana "},
		{"held with a control character", []string{"K\x1b[31m"}, "K[31m", "K\x1b[31m"},
		{"somebody else is there", []string{"bo"}, "ana", "ana"},
	} {
		if got := AnalystsOf(c.held).Known(c.given); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzValue(f *testing.F) {
	for _, s := range []string{
		"", "ana", " Jose\u0301 ", "a\u200d\u0301b", "\u0645\u200c\u0301\u0631", "\u0344\u0344\u0344\u0344\u0344\u0344\u0344\u0344\u0344", "K\x1b[31m", "a\xff", "2026-03-04",
		"https://example.org/a b%20c", "http://[::1]:x", "EN_us-x-y", "i-klingon", "#e69f00", "ß", "ŉ", "ǰ", "windows-1252", repeated("é", 600), repeated("👩🏽\u200d🔬", 40),
		"a" + repeated("\u0301", 70), repeated("\u0958", 300), "\r\u0085\r\n", "葛\U000e0100\ufe0f", "\u1100\u1160\u115f",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for k := range Moment {
			got, err := k.Accept(s)
			fit := k.Fit(s)
			if (k.Check(s) == nil) != (err == nil) {
				t.Fatalf("%s: Check and Accept disagree about %q", k, s)
			}
			if err != nil {
				if refused := new(Error); !errors.As(err, &refused) || refused.Problem == Fine || !utf8.ValidString(err.Error()) {
					t.Fatalf("%s %q: the error is %#v", k, s, err)
				}
				if fit == "" {
					continue
				}
				got = fit
			}
			if fit != got {
				t.Fatalf("%s %q: accepted as %q, but fitted as %q", k, s, got, fit)
			}
			if len(got) > k.Longest() {
				t.Fatalf("%s: %q has %d bytes", k, got, len(got))
			}
			if k != Path && (!utf8.ValidString(got) || strings.ContainsAny(got, "\x00\x1b\x7f\u0080\u009b")) {
				t.Fatalf("%s: %q is no clean text", k, got)
			}
			again, err := k.Accept(got)
			if err != nil || again != got {
				t.Fatalf("%s %q: accepted as %q, and that as %q (%v)", k, s, got, again, err)
			}
		}
	})
}

// Shortening leaves no joiner at the end, where it has nothing to join.
func TestAShortenedValueIsInItsForm(t *testing.T) {
	for k, r := range rules {
		if !r.shorten {
			continue
		}
		for lead := range 40 {
			long := strings.Repeat("a", lead) + strings.Repeat("\u06cc\u200c\u06c1 \u0915\u094d\u200d\u0937e\u0301", r.longest/8)
			once, err := Kind(k).Accept(long)
			if err != nil {
				t.Fatalf("%s: %v", r.name, err)
			}
			if twice, err := Kind(k).Accept(once); err != nil || twice != once {
				t.Fatalf("%s, %d letters before it: %+q becomes %+q (%v)", r.name, lead, once[len(once)-20:], twice[max(0, len(twice)-20):], err)
			}
		}
	}
}
