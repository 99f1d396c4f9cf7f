package format_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format"
)

const wordXML = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Gate </w:t></w:r><w:r><w:t>fails</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">It </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>failed</w:t></w:r></w:ins><w:r><w:br/><w:t>on Monday &amp; Tuesday.</w:t></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r></w:p>
<w:p/><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>A box.</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>A box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`

const core = `<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Clerk</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>`

func docx(t testing.TB) []byte {
	return packed(t, "[Content_Types].xml", "<Types/>", "word/document.xml", wordXML, "word/footnotes.xml",
		`<w:footnotes xmlns:w="w"><w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/comments.xml", `<w:comments xmlns:w="w"><w:p><w:r><w:t>A remark.</w:t></w:r></w:p></w:comments>`, "docProps/core.xml", core)
}

func TestDOCXGivesItsParagraphs(t *testing.T) {
	got := only(t, "docx", docx(t))
	same(t, "the text", got.Text, "Gate fails\n\nIt failed on Monday & Tuesday.\n\nA box.\n\nA cell\n\nA note.")
	if want := (model.Metadata{Title: "Gate fails", Language: "en-GB"}); got.Metadata != want {
		t.Errorf("%+v", got.Metadata)
	}
}

func odt(t testing.TB) []byte {
	return packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
		`<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
<text:tracked-changes><text:deletion><text:p>Gone.</text:p></text:deletion></text:tracked-changes>
<text:h text:outline-level="1">Gate fails</text:h><text:p>It<text:s text:c="2"/>failed<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:span> on</text:span><text:line-break/>Monday.</text:p>
<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list></office:text></office:body></office:document-content>`, "meta.xml", core)
}

func TestODTGivesItsParagraphs(t *testing.T) {
	got := only(t, "odt", odt(t))
	same(t, "the text", got.Text, "Gate fails\n\nIt failed on Monday.\n\nOne\n\nA note.")
	same(t, "the title", got.Metadata.Title, "Gate fails")
}

func epub(t testing.TB) []byte {
	return packed(t, "mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>`,
		"O/p.opf", `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Gate fails</dc:title><dc:creator>Ann Doe</dc:creator><dc:publisher>The Echo</dc:publisher><dc:date>2031-04-02</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="b%20b.xhtml"/><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>`,
		"O/b b.xhtml", "<html><body><p>Second.</p></body></html>", "O/a.xhtml", "<html><head><title>x</title></head><body><h2>One</h2><p>First,<br/>and more.</p></body></html>",
		"O/nav.xhtml", "<html><body><p>Contents</p></body></html>")
}

func TestEPUBGivesItsChaptersInTheOrderOfReading(t *testing.T) {
	got := only(t, "epub", epub(t))
	same(t, "the text", got.Text, "Gate fails\n\nOne\n\nFirst, and more.\n\nSecond.")
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
		"binary data":            {"{\\rtf1 a\\bin3 }}}b}", "ab"},
	} {
		same(t, name, only(t, "rtf", []byte(c.raw)).Text, c.want)
	}
}

const letter = "Received: by x\r\nFrom: =?utf-8?Q?Ana_R=C3=A9?= <ana@echo.example>\r\nDate: Wed, 2 Apr 2031 08:00:00 +0200\r\nSubject: =?koi8-r?B?7cnS?= fails\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"

func TestMailGivesItsText(t *testing.T) {
	page := "<html><body><div><p>" + one + "</p><p>" + two + "</p></div></body></html>"
	for name, c := range map[string]struct{ rest, want string }{
		"plain":            {"Content-Type: text/plain; charset=utf-8\r\n\r\nIt failed.\r\n\r\nSo it is.\r\n", "It failed.\n\nSo it is."},
		"quoted printable": {"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CC=B3=F1=F2 fai=\r\nled.\r\n", "Міст failed."},
		"flowed":           {"Content-Type: text/plain; format=flowed\r\n\r\nIt failed \r\non Monday.\r\n", "It failed on Monday."},
		"a page":           {"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page, one + "\n\n" + two},
		"both, and more": {"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\nSee the page.\r\n--a\r\nContent-Type: text/html\r\n\r\n" + page +
			"\r\n--a--\r\n--m\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nNo.\r\n--m--\r\n", one + "\n\n" + two},
		"without an end": {"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n", "It failed."},
	} {
		got := only(t, "eml", []byte(letter+c.rest))
		same(t, name, got.Text, "Мир fails\n\n"+c.want)
		if want := (model.Metadata{Title: "Мир fails", Byline: "Ana Ré", Published: "2031-04-02"}); got.Metadata != want {
			t.Errorf("%s: %+v", name, got.Metadata)
		}
	}
}

func TestTablesAreToldFromTexts(t *testing.T) {
	opts := format.Options{}
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
		name, texts, _, err := read([]byte(raw), opts)
		if name != want || err != nil || want != "text" && !strings.HasSuffix(texts[0].Text, "a") && !strings.HasSuffix(texts[0].Text, "b") {
			t.Errorf("%q is read as %s: %q, %v; want %s", raw, name, texts, err, want)
		}
	}
}

func FuzzOffice(f *testing.F) { fuzz(f, docx(f), odt(f), epub(f)) }

func FuzzRTF(f *testing.F) {
	fuzz(f, []byte(`{\rtf1\ansicpg1251{\fonttbl{\f1\fcharset204 B;}}\f1\'cc\u1052?{\*\x}\bin3 abc\par\v a\v0}`))
}

func FuzzMail(f *testing.F) {
	fuzz(f, []byte(letter+"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+eA==\r\n--m--\r\n"))
}

func FuzzTables(f *testing.F) {
	fuzz(f, []byte("title,text\na,\"b\nc\"\n"), []byte("title\ttext\na\tb\n"), []byte(`{"text":["a","b"],"author":{"name":"x"}}`), []byte("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"))
}
