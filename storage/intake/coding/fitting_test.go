package coding_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
)

func written(t *testing.T, text string, e encoding.Encoding) []byte {
	t.Helper()
	raw, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// East Asian text in UTF-16 has hardly any ASCII characters, whose zero bytes
// reveal UTF-16.
func TestEastAsianTextInUTF16IsReadWithoutAMark(t *testing.T) {
	for name, text := range map[string]string{
		"Japanese": "港の水門は月曜日に閉じられ、誰も通れなかった。\n町の職員は、来週もう一度調べると話している。\n",
		"Chinese":  "一座水闸在星期一关闭，船只无法通过。\n一名官员说，下周将再次检查。\n",
		"Korean":   "항구의수문은월요일에닫혔고아무도지나갈수없었다。\n시의직원은다음주에다시조사한다고말했다。\n",
	} {
		for want, order := range map[string]unicode.Endianness{coding.UTF16LE: unicode.LittleEndian, coding.UTF16BE: unicode.BigEndian} {
			raw := written(t, text, unicode.UTF16(order, unicode.IgnoreBOM))
			if got, encoding, err := coding.Decode(raw); err != nil || got != text || encoding != want {
				t.Errorf("%s in %s: %q in %s, %v", name, want, got, encoding, err)
			}
			if got, encoding, err := coding.Decode(raw[:len(raw)-1]); err == nil && encoding == want {
				t.Errorf("%s in %s with half a character: %q", name, want, got)
			}
		}
	}
}

func TestJapaneseInSevenBitsIsRead(t *testing.T) {
	const text = "港の水門は月曜日に閉じられた。\nNobody could pass.\n"
	raw := written(t, text, japanese.ISO2022JP)
	got, encoding, err := coding.Decode(raw)
	if err != nil || got != text || encoding != "iso-2022-jp" {
		t.Fatalf("%q in %s, %v", got, encoding, err)
	}
	if again, err := coding.Encode(got, encoding); err != nil || string(again) != string(raw) {
		t.Errorf("written again: %q, %v", again, err)
	}
	if _, encoding, err := coding.Decode([]byte("A note on \x1B$ and other signs.")); err != nil || encoding != coding.UTF8 {
		t.Errorf("another escape sequence: %s, %v", encoding, err)
	}
}

func TestBytesThatNoEncodingFitsAreRefusedByLine(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 7))
	noise := func(n int, from byte) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = from + byte(rng.IntN(256-int(from)))
		}
		return string(b)
	}
	const line = "The café on the quay stayed open: “naïve”, said Renée.\n"
	western := string(written(t, line, charmap.Windows1252))
	for name, c := range map[string]struct{ raw, says string }{
		"noise":              {"First line.\nSecond line.\n" + noise(4000, 0xA0), "not text in any known encoding (line 3)"},
		"two encodings":      {strings.Repeat(line, 8) + strings.Repeat(western, 8), "(line 9)"},
		"UTF-8 comes second": {strings.Repeat(western, 8) + strings.Repeat(line, 8), "(line 1)"},
	} {
		if _, encoding, err := coding.Decode([]byte(c.raw)); !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: in %s, %v, want %q", name, encoding, err, c.says)
		}
	}
	drawing := string(written(t, strings.Repeat("╔══════════╗ ║ Café ║ ╚══════════╝\n", 60), charmap.CodePage437))
	for name, raw := range map[string]string{"a drawing": drawing, "prose": strings.Repeat(western, 40)} {
		if _, _, err := coding.Decode([]byte(raw)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
