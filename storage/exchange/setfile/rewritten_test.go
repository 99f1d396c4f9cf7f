package setfile_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

// asUTF16 encodes a text as UTF-16.
func asUTF16(text string, order binary.AppendByteOrder, mark bool) []byte {
	var out []byte
	if mark {
		out = order.AppendUint16(out, 0xFEFF)
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return out
}

// floats rewrites numbers of a set in random forms that JSON allows.
func floats(r *rand.Rand, set string) string {
	number := regexp.MustCompile(`([:\[ ])(\d+)([,\]}\n])`)
	for range 2 { // twice, because adjacent numbers share a separator
		set = number.ReplaceAllStringFunc(set, func(s string) string {
			m := number.FindStringSubmatch(s)
			forms := []string{m[2] + ".0", m[2] + "e0", m[2] + ".000E+00", m[2]}
			if m[2] != "0" {
				forms = append(forms, m[2]+"0e-1")
			}
			if len(m[2]) > 1 {
				forms = append(forms, m[2][:1]+"."+m[2][1:]+fmt.Sprintf("e%d", len(m[2])-1))
			}
			return m[1] + forms[r.IntN(len(forms))] + m[3]
		})
	}
	return set
}

func TestASetRewrittenByAnotherProgramIsRead(t *testing.T) {
	good := string(exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	var tree any
	if err := json.Unmarshal([]byte(good), &tree); err != nil {
		t.Fatal(err)
	}
	sorted, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for name, raw := range map[string][]byte{
		"UTF-8 with a mark":        []byte("\uFEFF" + good),
		"UTF-16LE with a mark":     asUTF16(good, binary.LittleEndian, true),
		"UTF-16BE with a mark":     asUTF16(good, binary.BigEndian, true),
		"UTF-16LE without a mark":  asUTF16(good, binary.LittleEndian, false),
		"UTF-16BE without a mark":  asUTF16(good, binary.BigEndian, false),
		"UTF-16 with CR LF":        asUTF16(strings.ReplaceAll(good, "\n", "\r\n"), binary.LittleEndian, true),
		"floats":                   []byte(floats(r, good)),
		"floats on one line":       []byte(floats(r, string(sorted))),
		"floats in UTF-16":         asUTF16(floats(r, good), binary.BigEndian, true),
		"sorted keys, on one line": sorted,
		"times in small letters":   []byte(regexp.MustCompile(`"\d{4}-\d\d-\d\dT[^"]*Z"`).ReplaceAllStringFunc(good, strings.ToLower)),
		"escapes": []byte(regexp.MustCompile(`[^\x00-\x7F]`).ReplaceAllStringFunc(good, func(s string) string {
			out := ""
			for _, unit := range utf16.Encode([]rune(s)) {
				out += fmt.Sprintf(`\u%04x`, unit)
			}
			return out
		})),
	} {
		t.Run(name, func(t *testing.T) {
			set, err := setfile.Read(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if again := exchangetest.Export(t, exchangetest.Shelf{Set: set}, exchange.Options{}); string(again) != good {
				t.Error(exchangetest.FirstDifference([]byte(good), again))
			}
			if set, err = setfile.Read(iotest.OneByteReader(bytes.NewReader(raw))); err != nil || len(set.Articles) != 2 {
				t.Error("a byte at a time:", err)
			}
		})
	}
}

func TestALeapSecondIsATime(t *testing.T) {
	good := string(exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	number := regexp.MustCompile(`"time": "[^"]*"`)
	times := len(number.FindAllString(good, -1)) // of labels and of stamps
	for _, c := range []struct {
		time, want string // want is "" if the time is invalid
	}{
		{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
		{"2016-12-31T23:59:60.25Z", "2017-01-01T00:00:00.25Z"},
		{"2017-01-01T08:59:60+09:00", "2017-01-01T00:00:00Z"},
		{"2016-12-31t23:59:60z", "2017-01-01T00:00:00Z"},
		{"2015-06-30T23:59:60Z", "2015-07-01T00:00:00Z"},
		{"2016-12-31T12:00:60Z", ""},
		{"2016-12-31T23:59:61Z", ""},
		{"2016-12-31T23:60:00Z", ""},
		{"2016-12-31 23:59:59", ""},
		{"2016-02-30T10:00:00Z", ""},
	} {
		raw := number.ReplaceAllLiteralString(good, fmt.Sprintf(`"time": %q`, c.time))
		set, err := setfile.Read(strings.NewReader(raw))
		if c.want == "" {
			if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), fmt.Sprintf("%q is not a time", c.time)) {
				t.Errorf("%s: %v", c.time, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.time, err)
			continue
		}
		if again := string(exchangetest.Export(t, exchangetest.Shelf{Set: set}, exchange.Options{})); strings.Count(again, fmt.Sprintf(`"time": %q`, c.want)) != times {
			t.Errorf("%s is not %s", c.time, c.want)
		}
	}
}

// Errors in a set name the value and its place, even in a file of one line.
func TestReadNamesThePlaceOfWhatDoesNotFit(t *testing.T) {
	good := string(exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(good)); err != nil {
		t.Fatal(err)
	}
	oneLine := compact.String()
	swap := func(text, old, new string) string {
		t.Helper()
		if !strings.Contains(text, old) {
			t.Fatalf("%q is not in it", old)
		}
		return strings.Replace(text, old, new, 1)
	}
	for _, c := range []struct {
		name, raw string
		want      error
		says      []string
	}{
		{"UTF-32 with a mark", "\xFF\xFE\x00\x00{\x00\x00\x00", model.ErrUnknownSet, []string{"UTF-32"}},
		{"UTF-32", "{\x00\x00\x00", model.ErrUnknownSet, []string{"UTF-32"}},
		{"UTF-32BE", "\x00\x00\x00{", model.ErrUnknownSet, []string{"UTF-32"}},
		{"gzip", "\x1f\x8b\x08\x00", model.ErrUnknownSet, []string{"compressed"}},
		{"half of UTF-16", string(asUTF16(good, binary.LittleEndian, true)[:2001]), model.ErrDamaged, []string{"UTF-16", "in the middle of a character"}},
		{"UTF-16 cut short", string(asUTF16(good, binary.LittleEndian, true)[:2000]), model.ErrDamaged, []string{"ends in the middle of the set"}},
		{"half a pair in UTF-16", string(asUTF16(swap(good, "Later.", "Later\u4e00"), binary.BigEndian, true)), nil, nil},
		{"version 1.5", swap(good, `"version": 2`, `"version": 1.5`), model.ErrUnknownSet, []string{"version 1.5"}},
		{"version 3.0", swap(good, `"version": 2`, `"version": 3.0`), model.ErrNewerVersion, []string{"version 3"}},
		{"version as text", swap(good, `"version": 2`, `"version": "1"`), model.ErrUnknownSet, []string{`version "1"`}},
		{"no version", swap(good, `"version": 2`, `"version": null`), model.ErrUnknownSet, []string{`version null`}},
		{"half an index", swap(oneLine, `"index":1,`, `"index":1.5,`), model.ErrDamaged, []string{"article 0", "sentences[1].index", "number 1.5"}},
		{"an index far too large", swap(oneLine, `"index":1,`, `"index":1e99,`), model.ErrDamaged, []string{"sentences[1].index", "1e99"}},
		{"an index of text", swap(oneLine, `"index":1,`, `"index":"1",`), model.ErrDamaged, []string{"sentences[1].index", "a whole number"}},
		{"a span of halves", swap(oneLine, `"span":{"bytes":[24,72]`, `"span":{"bytes":[24.5,72]`), model.ErrDamaged, []string{"sentences[1].span.bytes", "[24.5,72]"}},
		{"a time", swap(oneLine, `"label":"claim","time":"2026`, `"label":"claim","time":"26`), model.ErrDamaged, []string{"sentences[", "annotations[1].time", "is not a time"}},
		{"a time that is a number", swap(oneLine, `"importedAt":"2026-03-04T05:06:07Z"`, `"importedAt":1770000000`), model.ErrDamaged, []string{"importedAt", "1770000000 is not a time"}},
		{"a time that is part of other values", swap(oneLine, `"importedAt":"2026-03-04T05:06:07Z"`, `"importedAt":20`), model.ErrDamaged, []string{"importedAt: 20 is not a time"}},
		{"a time that is a value elsewhere", swap(oneLine, `"importedAt":"2026-03-04T05:06:07Z"`, `"importedAt":[]`), model.ErrDamaged, []string{"from line 1: [] is not a time"}},
		{"a counter that is a fraction", swap(oneLine, `"counter":2`, `"counter":1.5`), model.ErrDamaged, []string{"stamp.counter", "instead of a whole number"}},
		{"exported", swap(good, `"exported": "2026`, `"exported": "x2026`), model.ErrDamaged, []string{"line 4", "is not a time"}},
		{"not UTF-8", swap(good, "Later.", "Later\xff"), model.ErrDamaged, []string{fmt.Sprintf("line %d:", 1+strings.Count(good[:strings.Index(good, "Later.")], "\n")), "not UTF-8"}},
		{"half a character", swap(good, "Later.", `Later\ud83d`), model.ErrDamaged, []string{`\ud83d is half of a surrogate pair`, fmt.Sprintf("line %d:", 1+strings.Count(good[:strings.Index(good, "Later.")], "\n"))}},
		{"the other half", swap(good, "Later.", `Later\uDE00.`), model.ErrDamaged, []string{`\uDE00 is half of a surrogate pair`}},
		{"two escaped halves", swap(good, "Later.", `\uD83D\uDE00`), nil, nil},
		{"no escape", swap(good, "Later.", `\\ud83d`), nil, nil},
		{"bytes of another name", swap(good, `"file": "harbour.txt"`, `"file": "harbour.txt", "fileBytes": "ff"`), model.ErrDamaged, []string{"fileBytes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := setfile.Read(strings.NewReader(c.raw))
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			for _, says := range c.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("%v does not say %q", err, says)
				}
			}
		})
	}
}

func TestTheByteOfBrokenJSONIsThatInTheFile(t *testing.T) {
	good := string(exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	for _, mark := range []string{"", "\uFEFF"} {
		raw := mark + strings.Replace(good, `"generator"`, `!generator"`, 1)
		_, err := setfile.Read(strings.NewReader(raw))
		if want := fmt.Sprintf("(byte %d)", strings.Index(raw, "!")+1); !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
}
