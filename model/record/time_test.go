package record_test

import (
	"errors"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

func TestTimesAreStoredExactly(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want record.Time
	}{
		{time.Time{}, ""},
		{noon, "2031-03-14T12:00:00.0000005Z"},
		{noon.Truncate(time.Second).In(time.FixedZone("", 3600)), "2031-03-14T12:00:00Z"},
		{time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), "0001-01-01T00:00:00.000000001Z"},
	} {
		stored := record.TimeOf(c.at)
		if stored != c.want {
			t.Errorf("%v is stored as %q, want %q", c.at, stored, c.want)
		}
		if back, err := stored.Time(); err != nil || !back.Equal(c.at) || back.Location() != time.UTC {
			t.Errorf("%q is %v (%v)", stored, back, err)
		}
	}
}

func TestTimesBeyondTheCalendarAreBroughtIntoIt(t *testing.T) {
	first, last := time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	for stored, want := range map[record.Time]time.Time{
		"-001-01-01T00:00:00Z":          first,
		"-10000-01-01T00:00:00Z":        first,
		"10000-01-01T00:00:00.25Z":      last,
		"292277026596-12-04T15:30:07Z":  last,
		"0000-01-01T00:00:00+14:00":     first,
		"9999-12-31T23:59:59.5-00:01":   last,
		"9999-12-31T23:59:59.999+00:00": last.Add(999 * time.Millisecond),
	} {
		if got, err := stored.Time(); err != nil || !got.Equal(want) {
			t.Errorf("%q is %v (%v)", stored, got, err)
		}
	}
	for _, stored := range []record.Time{"now", "2031-03-14", "2031-02-30T00:00:00Z", "2031-03-14T12:00:00", "10000-01-01", "--001-01-01T00:00:00Z"} {
		if got, err := stored.Time(); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%q is %v (%v)", stored, got, err)
		}
	}
}

// Records, the other values of sets and profiles have times that other programs may have
// written. One rule holds for all.
func TestTimesOfOtherProgramsAreRead(t *testing.T) {
	for text, want := range map[string]record.Time{
		"2031-03-14t12:00:00z":               "2031-03-14T12:00:00Z",
		"2031-03-14t12:00:00.25+01:00":       "2031-03-14T11:00:00.25Z",
		"2016-12-31T23:59:60Z":               "2017-01-01T00:00:00Z",
		"2016-12-31t23:59:60.5z":             "2017-01-01T00:00:00.5Z",
		"2017-01-01T08:59:60+09:00":          "2017-01-01T00:00:00Z",
		"9999-12-31T23:59:60Z":               "9999-12-31T23:59:59Z",
		"9999-12-31T23:59:60.5z":             "9999-12-31T23:59:59Z",
		"2016-12-31T12:00:60Z":               "",
		"2016-12-31T23:59:61Z":               "",
		"2016-12-31T23:59:59":                "",
		"2016-12-31 23:59:59Z":               "",
		"2016-12-31T23:59:60":                "",
		"2016-12-31T23:59:60Z and the rest":  "",
		"2016-12-31T23:59:59.5+99:00":        "",
		"\xff016-12-31T23:59:60Z":            "",
		"２016-12-31T23:59:60Z":               "",
		"2016-12-31T23:59:60.1234567890123Z": "2017-01-01T00:00:00.123456789Z",
	} {
		got, err := record.Time(text).Time()
		switch {
		case want == "" && !errors.Is(err, model.ErrDamaged):
			t.Errorf("%q is %v (%v)", text, got, err)
		case want != "" && (err != nil || record.TimeOf(got) != want):
			t.Errorf("%q is %v (%v), want %s", text, got, err, want)
		}
	}
}

func FuzzTime(f *testing.F) {
	for _, text := range []string{"", "2031-03-14T12:00:00.0000005Z", "10000-01-01T00:00:00Z", "-001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2031-03-14", "2016-12-31t23:59:60z"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := record.Time(text).Time()
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if at.Year() < 0 || at.Year() > 9999 || at.Location() != time.UTC {
			t.Errorf("%q is %v", text, at)
		}
		if back, err := record.TimeOf(at).Time(); err != nil || !back.Equal(at) {
			t.Errorf("%q is %v, then %v (%v)", text, at, back, err)
		}
	})
}

func TestSpansAreChecked(t *testing.T) {
	for _, c := range []struct {
		ends []int
		want model.Span
		ok   bool
	}{
		{nil, model.Span{}, true},
		{[]int{}, model.Span{}, true},
		{[]int{0, 0}, model.Span{}, true},
		{[]int{3, 9}, model.Span{Start: 3, End: 9}, true},
		{[]int{0, record.MaxOffset}, model.Span{End: record.MaxOffset}, true},
		{[]int{3}, model.Span{}, false},
		{[]int{3, 9, 12}, model.Span{}, false},
		{[]int{9, 3}, model.Span{}, false},
		{[]int{-1, 3}, model.Span{}, false},
		{[]int{0, record.MaxOffset + 1}, model.Span{}, false},
	} {
		got, err := record.SpanOf(c.ends)
		if got != c.want || (err == nil) != c.ok || err != nil && !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%v is %v (%v)", c.ends, got, err)
		}
	}
}
