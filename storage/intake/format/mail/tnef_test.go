package mail_test

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func tnef(attributes ...string) string {
	return "\x78\x9F\x3E\x22\x01\x00" + strings.Join(attributes, "")
}

func long(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }

func attribute(id int, data string) string {
	return "\x01" + long(id|0x60000) + long(len(data)) + data + "\x00\x00"
}

// properties returns an attribute with these MAPI properties.
func properties(id int, all ...string) string {
	return attribute(id, long(len(all))+strings.Join(all, ""))
}

func property(id, kind int, data string) string {
	return long(id<<16|kind) + long(1) + long(len(data)) + data + strings.Repeat("\x00", -len(data)&3)
}

func wide(s string) (out string) {
	for _, u := range utf16.Encode([]rune(s)) {
		out += string([]byte{byte(u), byte(u >> 8)})
	}
	return out
}

// helloRTF is the text "hello world" in compressed RTF, an example in [MS-OXRTFCP].
const helloRTF = "\x2D\x00\x00\x00\x2B\x00\x00\x00LZFu\xF1\xC5\xC7\xA7\x03\x00\x0A\x00rcpg125\x42\x32\x0A\xF3 hel\x09\x00 bw\x05\xB0ld}\x0A\x80\x0F\xA0"

func TestAMailSentAsOutlookRichTextIsRead(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"an attribute":       {tnef(attribute(0x8004, "Gate\x00"), attribute(0x9007, long(1251)+long(0)), attribute(0x800C, "\xCC\xE8\xF0 \xE8 gate.\x00")), "Мир и gate."},
		"a property":         {tnef(properties(0x9003, long(0x0B|0x0E1F<<16)+long(1), property(0x1000, 0x1F, wide("Das Tor ist fällig.\x00")))), "Das Tor ist fällig."},
		"a named one before": {tnef(properties(0x9003, long(0x8001<<16|3)+strings.Repeat("g", 16)+long(1)+long(6)+wide("abc")+"\x00\x00"+long(5), property(0x1000, 0x1E, "The gate failed.\x00"))), "The gate failed."},
		"HTML":               {tnef(properties(0x9003, property(0x1013, 0x102, "<html><body><p>"+formattest.One+"</p><p>"+formattest.Two+"</p></body></html>"))), formattest.One + "\n\n" + formattest.Two},
		"compressed RTF":     {tnef(properties(0x9003, property(0x1009, 0x102, helloRTF))), "hello world"},
		"plain RTF":          {tnef(properties(0x9003, property(0x1009, 0x102, long(30)+long(18)+"MELA"+long(0)+`{\rtf1 It failed.}`))), "It failed."},
	} {
		t.Run(name, func(t *testing.T) {
			formattest.Same(t, "the file", strings.TrimPrefix(formattest.Only(t, "tnef", []byte(c.file)).Text, "Gate\n\n"), c.want)
			inMail := formattest.Only(t, "eml", mailOf("Subject: Gate\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString([]byte(c.file))))
			formattest.Same(t, "the mail", inMail.Text, "Gate\n\n"+c.want)
			formattest.Same(t, "its author", inMail.Metadata.Byline, "Ann Doe")
		})
	}
}

func TestFilesInOutlookRichTextAreRead(t *testing.T) {
	file := tnef(attribute(0x800C, "See the file."), attribute(0x9002, "x"), attribute(0x800F, "{\\rtf1 "+formattest.One+"}"), properties(0x9005, property(0x3707, 0x1F, wide("a.rtf\x00"))),
		attribute(0x9002, "x"), attribute(0x8010, "a.png\x00"), attribute(0x800F, "\x89PNG"))
	_, texts, _, err := formattest.Read([]byte(file), article.Options{})
	if err != nil || len(texts) != 2 || texts[1].Text != formattest.One || texts[1].Part != "/a.rtf" {
		t.Errorf("%+v, %v", texts, err)
	}
}

func TestOutlookRichTextThatCannotBeReadIsRefusedForWhatItIs(t *testing.T) {
	whole := tnef(attribute(0x800C, formattest.One))
	for name, file := range map[string]string{"empty": tnef(), "cut off": whole[:len(whole)/2], "no text": tnef(properties(0x9003, property(0x1009, 0x102, "LZ")))} {
		_, _, _, err := formattest.Read(mailOf("Subject: Gate\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString([]byte(file))), article.Options{})
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), "Outlook rich text") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzTNEF(f *testing.F) {
	for _, seed := range []string{tnef(attribute(0x800C, formattest.One)), tnef(properties(0x9003, property(0x1009, 0x102, helloRTF))), tnef(attribute(0x9002, ""), properties(0x9005, property(0x3701, 0x102, formattest.One)))} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { formattest.Sound(t, append([]byte("\x78\x9F\x3E\x22"), raw...)) })
}
