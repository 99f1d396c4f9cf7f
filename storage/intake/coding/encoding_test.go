package coding_test

import (
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
)

func TestEveryEncodingThatCanBeNamedGivesTheBytesBack(t *testing.T) {
	every := make([]byte, 0, 256)
	for c := 1; c < 256; c++ {
		every = append(every, byte(c))
	}
	for _, name := range coding.Encodings() {
		words := strings.Repeat("Plain words that any of them has. ", 400) // long enough that stray control characters are rare
		raw, err := coding.Encode(words, name)
		if err != nil {
			t.Fatal(err)
		}
		switch single := len(raw) == len(words); {
		case single && name != coding.UTF8 && !multiple[name]:
			raw = append(raw, every...)
		case !single:
		default:
			raw = append(raw, []byte("end")...)
		}
		text, got, err := coding.DecodeAs(raw, name)
		if err != nil || got != name {
			t.Errorf("%s is read as %q: %v", name, got, err)
			continue
		}
		again, err := coding.Encode(text, got)
		if err != nil || string(again) != string(raw) {
			t.Errorf("%s is not given back (%v)", name, err)
		}
	}
}

// multiple lists the multi-byte encodings.
var multiple = map[string]bool{"gb18030": true, "big5": true, "shift_jis": true, "euc-jp": true, "euc-kr": true, "iso-2022-jp": true}

func TestAFileIsReadInTheEncodingThatIsNamed(t *testing.T) {
	for name, text := range map[string]string{
		"windows-1251": "Міст упав удруге.", "koi8-u": "Міст упав удруге.", "iso-8859-5": "Мост упал снова.", "ibm866": "Мост упал снова.",
		"iso-8859-2": "Most spadł po raz drugi, źle.", "windows-1253": "Η γέφυρα έπεσε.", "gb18030": "大桥再次倒塌。", "shift_jis": "橋がまた落ちた。",
		"euc-kr": "다리가 다시 무너졌다.", "windows-1252": "Die Brücke fiel “noch einmal”.", "utf-16le": "Міст упав.", "utf-8": "Міст упав.",
	} {
		raw, err := coding.Encode(text, name)
		if err != nil {
			t.Fatal(err)
		}
		if got, named, err := coding.DecodeAs(raw, name); got != text || named != name || err != nil {
			t.Errorf("%s gives %q, %q, %v", name, got, named, err)
		}
	}
	for name, raw := range map[string]string{
		"utf-8": "caf\xE9", "gb18030": "\xFF\xFF\xFF", "utf-16le": "abc", "shift_jis": "\x81",
	} {
		if _, _, err := coding.DecodeAs([]byte(raw), name); !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), "choose another encoding") {
			t.Errorf("%q as %s is %v", raw, name, err)
		}
	}
	if _, _, err := coding.DecodeAs([]byte("x"), "ebcdic"); err == nil {
		t.Error("an encoding that is not known is taken")
	}
	if text, name, err := coding.DecodeAs([]byte("\xEF\xBB\xBFx"), "utf-8"); text != "x" || name != coding.UTF8BOM || err != nil {
		t.Errorf("a byte order mark gives %q, %q, %v", text, name, err)
	}
}

func TestBig5IsReadWhereItHasACharacterTwice(t *testing.T) {
	const raw = "\xb4\xe4\xa4\x66" // another code for 港 than the one that x/text writes
	if text, _, err := coding.DecodeAs([]byte(raw), "big5"); text != "港口" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
}

func TestCyrillicIsToldByItsLetters(t *testing.T) {
	const (
		russian   = "Мост через реку обрушился во второй раз за неделю, сообщили власти города. «Мы не знаем причины», – сказал мэр."
		ukrainian = "Міст через річку впав удруге за тиждень, повідомила влада міста. «Ми не знаємо причини», – сказав мер, її заступник і ще двоє."
		bulgarian = "Мостът над реката се срути за втори път тази седмица, съобщиха от кметството на града."
	)
	for _, c := range []struct{ text, encoding, want string }{
		{russian, "windows-1251", "windows-1251"},
		{ukrainian, "windows-1251", "windows-1251"},
		{bulgarian, "windows-1251", "windows-1251"},
		{plainQuotes(russian), "koi8-r", "koi8-r"},
		{plainQuotes(ukrainian), "koi8-u", "koi8-u"},
		{plainQuotes(bulgarian), "koi8-r", "koi8-r"},
		{plainQuotes(russian), "ibm866", "ibm866"},
		{plainQuotes(russian), "iso-8859-5", "iso-8859-5"},
		{"Le pont s'est effondré à nouveau, a annoncé la préfecture; l'été a été très sec.", "windows-1252", "windows-1252"},
		{"Öl, Käse, Äpfel, Übung, süß, Größe, Tür, Höhe, Öfen, Ärger, Fuß", "windows-1252", "windows-1252"},
		{"Η γέφυρα κατέρρευσε για δεύτερη φορά μέσα σε μία εβδομάδα, είπαν οι αρχές.", "windows-1253", "windows-1253"},
		{strings.ToUpper(russian), "windows-1251", "windows-1251"},
	} {
		raw, err := coding.Encode(c.text, c.encoding)
		if err != nil {
			t.Fatal(err)
		}
		text, got, err := coding.Decode(raw)
		if err != nil || got != c.want || got == c.encoding && text != c.text {
			t.Errorf("%q in %s is taken for %s (%v)", c.text, c.encoding, got, err)
		}
	}
}

// plainQuotes replaces quotation marks and dashes with ASCII characters.
func plainQuotes(s string) string {
	return strings.NewReplacer("«", `"`, "»", `"`, "–", "-").Replace(s)
}
