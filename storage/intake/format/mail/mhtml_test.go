package mail_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

// savedPage returns a page with a frame as browsers save it. header is the
// beginning of the file, and location is the address of the page.
func savedPage(header, location string) []byte {
	page := `<html lang=3D"en"><head><title>Gate fails | The Paper</title><meta property=3D"og:site_name" content=3D"The Paper"></head><body><article><h1>Gate fails</h1><p>By Ann Doe</p><p>` +
		strings.ReplaceAll(formattest.One, " flood", "=\n flood") + `</p><p>` + formattest.Two + `</p></article></body></html>`
	return []byte(strings.ReplaceAll(header+"\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBO\n"+
		"--b\nContent-Type: text/html\nContent-ID: <1@x>\nContent-Transfer-Encoding: quoted-printable\nContent-Location: "+location+"\n\n"+page+
		"\n--b\nContent-Type: text/html\nContent-Location: https://ads.example/\n\n<p>Win a cruise, and take home two tickets for the summer, today and only today.</p>\n--b--\n", "\n", "\r\n"))
}

func TestAWebArchiveIsAPageWithItsAddress(t *testing.T) {
	const at = "https://p.example/gate"
	for name, raw := range map[string][]byte{
		"Chromium":          savedPage("From: <Saved by Blink>\nSnapshot-Content-Location: "+at+"\nSubject: Gate fails\nDate: Tue, 14 Mar 2034 10:00:00 -0000\nMIME-Version: 1.0", at),
		"Internet Explorer": savedPage("From: \"Saved by Windows Internet Explorer 8\"\nSubject: Gate fails\nDate: Tue, 14 Mar 2034 10:00:00 -0000\nMIME-Version: 1.0", at),
		"Word":              savedPage("MIME-Version: 1.0", at),
		"Opera":             savedPage("Content-Location: "+at+"\nSubject: =?utf-8?Q?Gate=20fails?=\nMIME-Version: 1.0", at),
	} {
		t.Run(name, func(t *testing.T) {
			got := formattest.Only(t, "mhtml", raw)
			formattest.Same(t, "the text", got.Text, "Gate fails\n\nBy Ann Doe\n\n"+formattest.One+"\n\n"+formattest.Two)
			saved := ""
			if strings.Contains(string(raw), "\nDate:") {
				saved = "2034-03-14T10:00:00Z"
			}
			if want := (model.Metadata{Title: "Gate fails", Outlet: "The Paper", URL: at, Language: "en", Retrieved: saved}); got.Metadata != want {
				t.Errorf("%+v, want %+v", got.Metadata, want)
			}
		})
	}
}

func TestAWebArchiveOfFrames(t *testing.T) {
	raw := "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start=\"<2@x>\"\n\n--b\nContent-Type: text/html; charset=iso-8859-2\nContent-ID: <1@x>\n\n<p>" + formattest.One + "</p><p>Zg\xB3oszono \xBFale w\xF3jta. " + formattest.Two + "</p>\n" +
		"--b\nContent-Type: text/html\nContent-ID: <2@x>\nContent-Location: https://p.example/frames\n\n<html><title>Gate</title><frameset><frame src=1></frameset></html>\n"
	got := formattest.Only(t, "mhtml", []byte(raw))
	if !strings.Contains(got.Text, "Zgłoszono żale wójta") || got.Metadata.URL != "https://p.example/frames" || got.Metadata.Title != "Gate" {
		t.Errorf("%+v", got)
	}
}

func TestAMailWithAPageIsNoWebArchive(t *testing.T) {
	name, _, _, err := formattest.Read([]byte("From: Ann <a@p.example>\nTo: b@p.example\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: https://p.example/\n\n<p>"+formattest.One+"</p>\n--b--\n"), article.Options{})
	if name != "eml" || err != nil {
		t.Errorf("read as %s: %v", name, err)
	}
}

func FuzzMHTML(f *testing.F) {
	const at = "https://p.example/gate"
	for _, header := range []string{"From: <Saved by Blink>\nSnapshot-Content-Location: " + at + "\nMIME-Version: 1.0", "MIME-Version: 1.0"} {
		f.Add(savedPage(header, at))
	}
	f.Fuzz(formattest.Sound)
}
