package format_test

import (
	"testing"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestPartsWithoutACharsetAreGuessedAsPagesAre(t *testing.T) {
	const text = "Wrota pękły w poniedziałek."
	asked := 0
	opts := article.Options{Decode: func(raw []byte, encoding string) (string, string, error) {
		if asked++; encoding != "" {
			t.Errorf("asked for %q", encoding)
		}
		return text, "windows-1250", nil
	}}
	raw := "Wrota p\xeak\xb3y w poniedzia\xb3ek."
	for name, file := range map[string]string{
		"mail":          "From: a@b.example\nTo: c@d.example\nSubject: Gate\nContent-Type: text/plain\n\n" + raw + "\n",
		"its page":      "From: a@b.example\nTo: c@d.example\nSubject: Gate\nContent-Type: text/html\n\n<p>" + raw + "\n",
		"a web archive": "From: <Saved by Blink>\nSnapshot-Content-Location: https://p.example/\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>" + raw + "</p>\n--b--\n",
		"EPUB":          string(formattest.ZIP(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>`, "o.opf", `<package xmlns:dc="d"><metadata><dc:title>Gate</dc:title></metadata><manifest><item id="a" href="a.html" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`, "a.html", "<html><body><p>"+raw+"</p></body></html>")),
	} {
		asked = 0
		if _, _, _, err := formattest.Read([]byte(file), opts); err != nil || asked == 0 {
			t.Errorf("%s: asked %d times, %v", name, asked, err)
		}
	}
}
