package clock

import (
	"testing"
	"time"
)

func TestATimeIsReadBehindADate(t *testing.T) {
	for s, want := range map[string]string{
		" 14:05":                     "14:05",
		"T14:05:09Z":                 "14:05:09Z",
		"T140509Z":                   "14:05:09Z",
		"T1405+0200":                 "14:05+02:00",
		" 14:05:09.123456 +0530":     "14:05:09+05:30",
		"T14:05:09,5-03:00":          "14:05:09-03:00",
		", 14:05 Uhr":                "14:05",
		", 14.05 Uhr (MESZ)":         "14:05+02:00",
		" um 14 Uhr":                 "14:00",
		" 14 Uhr 5":                  "14:05",
		" à 14h05":                   "14:05",
		" à 14 h 05":                 "14:05",
		" à 14h":                     "14:00",
		" a las 14:05 h":             "14:05",
		" Tuesday 04:12 PM GMT":      "16:12Z",
		" (Tuesday) 04:12":           "04:12",
		" at 2:05 p.m. EDT":          "14:05-04:00",
		" at 2.05pm BST":             "14:05+01:00",
		" 2 pm":                      "14:00",
		" 12:05 am":                  "00:05",
		" 12:05 pm":                  "12:05",
		" 2:05\u202fPM":              "14:05",
		" | 14:05 MSK":               "14:05+03:00",
		" в 14:05 МСК":               "14:05+03:00",
		", 14:05":                    "14:05",
		" о 14:05 год.":              "14:05",
		" • 14:05 EET)":              "14:05+02:00",
		" 1405 GMT":                  "14:05Z",
		" 1405 hrs":                  "14:05",
		" 14:05 GMT+2":               "14:05+02:00",
		" 14:05 UTC -3:30":           "14:05-03:30",
		" 14:05 GMT+0100 (CET)":      "14:05+01:00",
		" 14:05 IST":                 "14:05", // India, Ireland or Israel
		" 14:05 ET":                  "14:05", // summer or winter time, depending on the date
		" 14:05 +0000":               "14:05Z",
		" 15:21 PM":                  "15:21",
		"(水) 14時05分":                 "14:05",
		" 下午2:05":                    "14:05",
		" 오후 2시 5분":                  "14:05",
		" 25:61":                     "",
		" 24:00":                     "",
		" 14:60":                     "",
		" 14:05:61":                  "",
		" 13:05 am":                  "",
		" 0:05 pm":                   "",
		" 14:05 +25:00":              "",
		" 14:05 GMT+15":              "",
		" 14:05 +01:07":              "",
		" 2031-04-02":                "",
		" 1405":                      "",
		" 14":                        "",
		" 12.03.2031":                "",
		" 14:055":                    "",
		" 2031":                      "",
		" 3 people":                  "",
		" 8 a man":                   "",
		"":                           "",
		" – 14:05 was when it began": "14:05",
	} {
		c, size, ok := Leading(s)
		got := ""
		if ok {
			got = c.String()
		}
		if got != want || size > len(s) || !ok && size != 0 {
			t.Errorf("%q: %q and %d bytes, want %q", s, got, size, want)
		}
	}
}

func TestATimeIsReadBeforeADate(t *testing.T) {
	for s, want := range map[string]string{
		"Published 14:05 GMT, ": "14:05Z",
		"14:05 ":                "14:05",
		"14:05, ":               "14:05",
		"2:05 PM EST on ":       "14:05-05:00",
		"14h05 le ":             "14:05",
		"um 14.05 Uhr am ":      "14:05",
		"Ferry 66, ":            "",
		"14:05 said he on ":     "",
		"25:61, ":               "",
		"2:1 in the cup on ":    "",
	} {
		got := ""
		if c, ok := Trailing(s); ok {
			got = c.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestACountOfSecondsIsATime(t *testing.T) {
	for s, want := range map[string]string{
		"1930835000":          "2031-03-09T15:03:20Z",
		"1930835000.25":       "2031-03-09T15:03:20Z",
		"1.930835e9":          "2031-03-09T15:03:20Z",
		"1930835000123":       "2031-03-09T15:03:20Z",
		"1930835000123456":    "2031-03-09T15:03:20Z",
		"1930835000123456789": "2031-03-09T15:03:20Z",
		"0":                   "",
		"-1930835000":         "",
		"20310403":            "",
		"203104030805":        "",
		"20310403080500":      "",
		"9999999999":          "",
		"253402300799":        "",
		"4102444800":          "",
		"1234":                "",
		"NaN":                 "",
		"":                    "",
	} {
		got := ""
		if at, ok := SinceEpoch(s); ok {
			got = at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

func FuzzLeading(f *testing.F) {
	for _, s := range []string{" 14:05 GMT+2", "T140509Z", " 下午2:05", " 2 pm", " 14h05", " 1405 hrs", "(水) 14時05分", " Tuesday 04:12 PM"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, size, ok := Leading(s)
		if size > len(s) || !ok && size != 0 {
			t.Fatalf("%d bytes of %q", size, s)
		}
		if ok {
			layout := "15:04Z07:00"
			if c.Seconds {
				layout = "15:04:05Z07:00"
			}
			if c.Zone == "" {
				layout = layout[:len(layout)-len("Z07:00")]
			}
			if _, err := time.Parse(layout, c.String()); err != nil {
				t.Fatalf("%q is %q: %v", s, c, err)
			}
		}
		Trailing(s)
		SinceEpoch(s)
	})
}
