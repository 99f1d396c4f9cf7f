package format_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestDOCXGivesItsParagraphs(t *testing.T) {
	got := formattest.Only(t, "docx", formattest.DOCX(t))
	formattest.Same(t, "the text", got.Text, "Gate fails\n\nIt failed on Monday & Tuesday.\n\nA box.\n\nA cell\n\nA note.")
	if want := (model.Metadata{Title: "Gate fails", Language: "en-GB"}); got.Metadata != want {
		t.Errorf("%+v", got.Metadata)
	}
}

func odt(t testing.TB) []byte {
	return formattest.ZIP(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odtXML, "meta.xml", formattest.OfficeCore)
}

const odtXML = `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
<text:tracked-changes><text:deletion><text:p>Gone.</text:p></text:deletion></text:tracked-changes>
<text:h text:outline-level="1">Gate fails</text:h><text:p>It<text:s text:c="2"/>failed<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:span> on</text:span><text:line-break/>Monday.</text:p>
<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list></office:text></office:body></office:document-content>`

func TestODTGivesItsParagraphs(t *testing.T) {
	got := formattest.Only(t, "odt", odt(t))
	formattest.Same(t, "the text", got.Text, "Gate fails\n\nIt failed on Monday.\n\nOne\n\nA note.")
	formattest.Same(t, "the title", got.Metadata.Title, "Gate fails")
}

func epub(t testing.TB) []byte {
	return formattest.ZIP(t, "mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>`,
		"O/p.opf", `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Gate fails</dc:title><dc:creator>Ann Doe</dc:creator><dc:publisher>The Echo</dc:publisher><dc:date>2031-04-02</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="b%20b.xhtml"/><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>`,
		"O/b b.xhtml", "<html><body><p>Second.</p></body></html>", "O/a.xhtml", "<html><head><title>x</title></head><body><h2>One</h2><p>First,<br/>and more.</p></body></html>",
		"O/nav.xhtml", "<html><body><p>Contents</p></body></html>")
}

func TestEPUBGivesItsChaptersInTheOrderOfReading(t *testing.T) {
	got := formattest.Only(t, "epub", epub(t))
	formattest.Same(t, "the text", got.Text, "Gate fails\n\nOne\n\nFirst, and more.\n\nSecond.")
	if want := (model.Metadata{Title: "Gate fails", Byline: "Ann Doe", Outlet: "The Echo", Published: "2031-04-02"}); got.Metadata != want {
		t.Errorf("%+v", got.Metadata)
	}
}

func TestRTFGivesItsText(t *testing.T) {
	for name, c := range map[string]struct{ raw, want string }{
		"a document": {`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title No}}{\header No\par}\f0\b Gate fails\b0\par
It failed \emdash  caf\'e9\line on Monday.\par{\*\generator No;}{\field{\*\fldinst No}{\fldrslt link}}\par}trailing`, "Gate fails\n\nIt failed — café on Monday.\n\nlink"},
		"Cyrillic by the font":   {`{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\f1\'cc\'b3\'f1\'f2}{\f0 caf\'e9}\par}`, "Містcafé"},
		"Unicode with stand-ins": {`{\rtf1\uc1 \u1052?\u1110\'b3\uc0\u8211 a\uc1\u-10180?\u-8438?}`, "Мі–a\U0001F30A"},
		"footnotes":              {`{\rtf1 a{\super\chftn}{\footnote\pard{\super\chftn} A note.}, b\par c{\*\footnote\ftnalt Another.\par One more.}\par}`, "a, b\n\nc\n\nA note.\n\nAnother.\n\nOne more."},
		"hidden text":            {`{\rtf1 a{\v b}c\v d\v0 e}`, "ace"},
		"cells of a table":       {`{\rtf1 a\cell b\cell\row c\par}`, "a b\n\nc"},
		"escapes":                {`{\rtf1 \{a\}\\b\~c\_d\-e}`, "{a}\\b c\u2011de"},
		"UTF-8":                  {"{\\rtf1\\ansicpg65001 Žlutý kůň.}", "Žlutý kůň."},
		"the usual font":         {`{\rtf1\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\'cf\f0\'e9\plain\'cf}`, "ПéП"},
		"plain letters":          {`{\rtf1 a\v b\plain c}`, "ac"},
		"a text box":             {`{\rtf1 The gate {\shp{\*\shpinst{\sp{\sn a}{\sv 2}}{\shptxt In a box.\par}}{\shprslt Again.\par}}failed.\par So.}`, "The gate failed.\n\nIn a box.\n\nSo."},
		"one in a group":         {`{\rtf1 a{\shp{\*\shpinst{\shp{\*\shpinst{\shptxt b}}}}}}`, "a\n\nb"},
		"one in a header":        {`{\rtf1 a{\header{\shp{\*\shpinst{\shptxt b}}}}}`, "a"},
		"binary data":            {"{\\rtf1 a\\bin3 }}}b}", "ab"},
	} {
		formattest.Same(t, name, formattest.Only(t, "rtf", []byte(c.raw)).Text, c.want)
	}
}

func TestRTFSignsAreCharacters(t *testing.T) {
	const fonts = `{\rtf1\ansi{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\froman\fcharset2{\*\panose 05050102010706020507}Symbol;}{\f2\fnil\fcharset2 Wingdings{\*\falt Symbol};}}`
	for name, c := range map[string]struct{ raw, want string }{
		"bytes":               {`4 {\f1\'ae} 6 {\f1 m}m`, "4 → 6 μm"},
		"private codes":       {`{\f1\u-3917\'b3} 5 {\f2\u61692?}`, "≥ 5 ✔"},
		"the next font":       {`{\f2 J\f0 J}`, "☺J"},
		"a field":             {`{\field{\*\fldinst SYMBOL 174 \\f "Symbol" \\s 12}{\fldrslt\f1\fs24}}.`, "→."},
		"one in groups":       {`{\field{\*\fldinst {\rtlch SYMBOL }{252 \\f "Wingdings"}}{\fldrslt {\f2\'fc}}}.`, "✔."},
		"any other field":     {`{\field{\*\fldinst PAGE}{\fldrslt 7}}.`, "7."},
		"a field in a field":  {`{\field{\*\fldinst IF {\field{\*\fldinst PAGE}{\fldrslt 7}}}{\fldrslt yes}}.`, "yes."},
		"a hidden field":      {`a{\v{\field{\*\fldinst SYMBOL 174 \\f "Symbol"}{\fldrslt b}}}`, "a"},
		"one in the header":   {`a{\header{\field{\*\fldinst SYMBOL 174 \\f "Symbol"}{\fldrslt b}}}`, "a"},
		"a sign nobody knows": {`{\f2\'ff}`, "\uFFFD"},
	} {
		formattest.Same(t, name, formattest.Only(t, "rtf", []byte(fonts+c.raw+`}`)).Text, c.want)
	}
}

func TestRTFTextInTwoVersionsIsReadOnce(t *testing.T) {
	for name, c := range map[string]struct{ raw, want string }{
		"the Unicode one":       {`{\upr{Lodz}{\*\ud{\u321?\u243?d\u378?}}} said no`, "Łódź said no"},
		"without groups":        {`{\upr Lodz{\*\ud \u321?\u243?d\u378?}} said no`, "Łódź said no"},
		"with groups in it":     {`{\upr{{\b Lodz}, a town}{\*\ud{{\b \u321?\u243?d\u378?}, {\i a} town}}} said no`, "Łódź, a town said no"},
		"twice":                 {`{\upr{a}{\*\ud{b}}}{\upr{c}{\*\ud{d}}}e`, "bde"},
		"several paragraphs":    {`{\upr{a\par b}{\*\ud{c\par d}}}\par`, "c\n\nd"},
		"what is no text":       {`a{\upr{\*\bkmkstart b}{\*\ud{\*\bkmkstart c}}}d`, "ad"},
		"in the information":    {`{\info{\upr{\title a}{\*\ud{\title b}}}}c`, "c"},
		"in a footnote":         {`a{\footnote {\upr{b}{\*\ud{c}}}}`, "a\n\nc"},
		"hidden":                {`a{\v{\upr{b}{\*\ud{c}}}}d`, "ad"},
		"the older one alone":   {`{\upr{a}}b`, "ab"},
		"ruby of older Words":   {`{\field{\*\fldinst EQ \\* jc2 \\* "Font:Mincho" \\* hps10 \\o\\ad(\\s\\up 9({\u12415?\u12394?\u12392?}),\u28207?)}{\fldrslt}}\u12391?`, "港で"},
		"hidden by a paragraph": {`{\v a\par b\par}c\v d\v0 e\v1 f\plain g`, "ceg"},
	} {
		formattest.Same(t, name, formattest.Only(t, "rtf", []byte(`{\rtf1\ansi\uc1 `+c.raw+`}`)).Text, c.want)
	}
}

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

func TestMailsAreToldFromTexts(t *testing.T) {
	for raw, want := range map[string]string{
		"From: Ann <ann@echo.example>\nSubject: Gate\n\nIt failed.":                       "eml",
		"Subject: Gate\r\nDate: Wed, 2 Apr 2031 08:00:00 +0200\r\nFrom: a@b.c\r\n\r\nIt.": "eml",
		"From: Ann\nMIME-Version: 1.0\n\nIt failed.":                                      "eml",
		"From: the harbour\nSubject: none\n\nIt was late.":                                "text",
		"Date: 2 April 2031\nSubject: gates\n\nIt was late.":                              "text",
		"From: a@b.c\nIt was late, and this is no field.\nSubject: x\n\nIt was late.":     "text",
		"Author: Ann\nTitle: Gate\n\nIt failed.":                                          "text",
		"From a@b.c Wed Apr  2 08:00:00 2031\nFrom: a@b.c\nTo: d@e.f\n\nIt.":              "mbox",
		"From the quay it looked well.\nFrom: here\n\nIt was late.":                       "text",
	} {
		if name, texts, _, err := formattest.Read([]byte(raw), article.Options{}); name != want || err != nil || want != "text" && len(texts) != 1 {
			t.Errorf("%q is read as %s: %q, %v; want %s", raw, name, texts, err, want)
		}
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

func TestTablesAreToldFromTexts(t *testing.T) {
	opts := article.Options{}
	for raw, want := range map[string]string{
		"title,text\na,b\n":                  "csv",
		"Titel;Volltext;Datum\na;b;c\n":      "csv",
		"title\ttext\na\tb\n":                "tsv",
		"url|article\na|b\n":                 "csv",
		"text,and more\nThat is, it is.\n":   "text",
		"{\"text\":\"a\"}\n{\"text\":\"b\"}": "jsonl",
		" [ {\"text\": \"a\"} ]":             "json",
		"{\n \"text\": \"a\"\n}":             "json",
	} {
		name, texts, _, err := formattest.Read([]byte(raw), opts)
		if name != want || err != nil || want != "text" && !strings.HasSuffix(texts[0].Text, "a") && !strings.HasSuffix(texts[0].Text, "b") {
			t.Errorf("%q is read as %s: %q, %v; want %s", raw, name, texts, err, want)
		}
	}
}

func FuzzDOCX(f *testing.F) {
	fuzzEntry(f, formattest.DOCX(f), "word/document.xml", formattest.WordXML)
}

func FuzzODT(f *testing.F) { fuzzEntry(f, odt(f), "content.xml", odtXML) }

func FuzzEPUB(f *testing.F) {
	fuzzEntry(f, epub(f), "O/a.xhtml", "<html><body><h1>One</h1><p>First,<br/>and more.<a href='#n'><sup>1</sup></a></p></body></html>")
}

// fuzzEntry fuzzes a whole document, and one of its entries.
func fuzzEntry(f *testing.F, whole []byte, name, content string) {
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		f.Fatal(err)
	}
	var others []string
	for _, e := range z.File {
		in, err := e.Open()
		if err != nil {
			f.Fatal(err)
		}
		raw, err := io.ReadAll(in)
		if err != nil {
			f.Fatal(err)
		}
		if e.Name != name {
			others = append(others, e.Name, string(raw))
		}
	}
	f.Add(whole)
	f.Add([]byte(content))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !bytes.HasPrefix(raw, []byte("PK")) {
			raw = formattest.ZIP(t, append(others[:len(others):len(others)], name, string(raw))...)
		}
		formattest.Sound(t, raw)
	})
}

func FuzzRTF(f *testing.F) {
	formattest.Fuzz(f, []byte(`{\rtf1\ansicpg1251{\fonttbl{\f1\fcharset204 B;}}\f1\'cc\u1052?{\*\x}\bin3 abc\par\v a\v0}`))
}

func FuzzMail(f *testing.F) {
	formattest.Fuzz(f, []byte("From x\nFrom: a@b.c\nTo: d\n\nOne.\n\nFrom y\nFrom: a@b.c\nTo: d\n\nTwo.\n"), []byte(formattest.MailHeader+"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+eA==\r\n--m--\r\n"))
}

func FuzzTables(f *testing.F) {
	formattest.Fuzz(f, []byte("title,text\na,\"b\nc\"\n"), []byte("title\ttext\na\tb\n"), []byte(`{"text":["a","b"],"author":{"name":"x"}}`), []byte("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"))
}
