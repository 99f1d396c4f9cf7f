package mail_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestMailGivesItsText(t *testing.T) {
	page := "<html><body><div><p>" + formattest.One + "</p><p>" + formattest.Two + "</p></div></body></html>"
	for name, c := range map[string]struct{ rest, want string }{
		"plain":            {"Content-Type: text/plain; charset=utf-8\r\n\r\nIt failed.\r\n\r\nSo it is.\r\n", "It failed.\n\nSo it is."},
		"quoted printable": {"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CC=B3=F1=F2 fai=\r\nled.\r\n", "Міст failed."},
		"flowed":           {"Content-Type: text/plain; format=flowed\r\n\r\nIt failed \r\non Monday.\r\n", "It failed on Monday."},
		"a page":           {"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page, formattest.One + "\n\n" + formattest.Two},
		"both, and more": {"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\nSee the page.\r\n--a\r\nContent-Type: text/html\r\n\r\n" + page +
			"\r\n--a--\r\n--m\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=x.png\r\n\r\nNo.\r\n--m--\r\n", formattest.One + "\n\n" + formattest.Two},
		"without an end": {"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n", "It failed."},
	} {
		got := formattest.Only(t, "eml", []byte(formattest.MailHeader+c.rest))
		formattest.Same(t, name, got.Text, "Мир fails\n\n"+c.want)
		if want := (model.Metadata{Title: "Мир fails", Byline: "Ana Ré", Published: "Wed, 2 Apr 2031 08:00:00 +0200"}); got.Metadata != want {
			t.Errorf("%s: %+v", name, got.Metadata)
		}
	}
}

func TestWhatIsAttachedToAMailIsAnArticle(t *testing.T) {
	part := func(header, body string) string { return "--m\r\n" + header + "\r\n\r\n" + body + "\r\n" }
	inBase64 := "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="
	mail := formattest.MailHeader + "Content-Type: multipart/mixed; boundary=m\r\n\r\n" +
		part("Content-Type: text/plain", "See what is attached.") +
		part("Content-Type: application/octet-stream\r\n"+inBase64+`"..\\..\\report.docx"`, base64.StdEncoding.EncodeToString(formattest.DOCX(t))) +
		part("Content-Type: text/plain; name=\"=?utf-8?Q?=C3=A9cho.txt?=\"\r\nContent-Disposition: attachment", "\ufeffIt failed.") +
		part("Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=a.eml", formattest.MailHeader+"\r\nWithin.") +
		part("Content-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv", "title,text\nA,b\nC,d\n") +
		part("Content-Type: application/pdf\r\n"+inBase64+"a.pdf", base64.StdEncoding.EncodeToString(formattest.PDFPages(""))) +
		part("Content-Type: application/zip\r\n"+inBase64+"a.zip", base64.StdEncoding.EncodeToString(formattest.ZIP(t, "a.txt", "a"))) +
		part("Content-Type: text/calendar\r\nContent-Disposition: attachment; filename=a.ics", "BEGIN:VCALENDAR") + "--m--\r\n"
	_, texts, _, err := formattest.Read([]byte(mail), article.Options{})
	var got []string
	for _, one := range texts {
		got = append(got, one.Part+"="+one.Text[strings.LastIndex(one.Text, "\n")+1:])
	}
	formattest.Same(t, "what comes of it", strings.Join(got, "; "), "=See what is attached.; /report.docx=A note.; /écho.txt=It failed.; /a.eml=Within.; /a.csv#2=b; /a.csv#3=d")
	var left article.LeftOut
	if says := fmt.Sprint(err); !errors.As(err, &left) || !strings.Contains(says, "a.pdf") || !strings.Contains(says, "OCR") || !strings.Contains(says, "a.zip") || strings.Contains(says, "a.ics") {
		t.Errorf("left out: %v", err)
	}
}

func TestAMailboxIsItsMails(t *testing.T) {
	box := "From x Wed Apr  2 08:00:00 2031\n" + strings.ReplaceAll(formattest.MailHeader, "\r", "") + "\nOne.\n\n>From the weir.\n>>From it.\n\nFrom there on.\nFrom x\n\n" +
		"From y Wed Apr  2 08:00:00 2031\nFrom: b@c.d\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=x\n\n--x--\n\n" +
		"From z Wed Apr  2 08:00:00 2031\nFrom: c@d.e\nSubject: Three\n\nThree.\n"
	name, texts, _, err := formattest.Read([]byte(box), article.Options{})
	if name != "mbox" || len(texts) != 2 || texts[1].Part != "#3" || texts[1].Text != "Three\n\nThree." {
		t.Fatalf("%s: %q, %v", name, texts, err)
	}
	formattest.Same(t, "the first", texts[0].Text, "Мир fails\n\nOne.\n\nFrom the weir.\n>From it.\n\nFrom there on.\nFrom x")
	if says := fmt.Sprint(err); !strings.Contains(says, "2 in it") || !strings.Contains(says, "encrypted") {
		t.Errorf("the second: %v", err)
	}
}

func FuzzMail(f *testing.F) {
	formattest.Fuzz(f, []byte("From x\nFrom: a@b.c\nTo: d\n\nOne.\n\nFrom y\nFrom: a@b.c\nTo: d\n\nTwo.\n"), []byte(formattest.MailHeader+"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+eA==\r\n--m--\r\n"))
}

func mailOf(fields, text string) []byte {
	return []byte(strings.ReplaceAll("From: Ann Doe <a@p.example>\nTo: b@p.example\nMIME-Version: 1.0\n"+fields+"\n\n"+text, "\n", "\r\n"))
}
