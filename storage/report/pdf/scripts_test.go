package pdf_test

import (
	"strings"
	"testing"

	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
)

// scripts are paragraphs in several scripts, with the language of each.
var scripts = []struct{ language, text string }{
	{"ar", "فتحت البوابة الشمالية للميناء في الساعة 9:30 صباحاً، وقالت الصحيفة (Harbour Gazette) إن 12 قارباً دخلت."},
	{"he", "השער הצפוני של הנמל נפתח בשעה 9:30, והעיתון (Harbour Gazette) כתב ש-12 סירות נכנסו."},
	{"fa", "دروازهٔ شمالی بندر ساعت ۹:۳۰ باز شد و ۱۲ قایق وارد شدند."},
	{"zh", "港口北门于上午九点三十分开启，《海港报》称共有12艘船进入。"},
	{"ja", "港の北門は午前9時30分に開き、「ハーバー新聞」によると12隻が入港した。"},
	{"ko", "항구의 북문이 오전 9시 30분에 열렸고 배 12척이 들어왔다."},
	{"uk", "Північна брама порту відчинилася о 9:30, і зайшло 12 човнів."},
	{"el", "Η βόρεια πύλη του λιμανιού άνοιξε στις 9:30."},
	{"hi", "बंदरगाह का उत्तरी द्वार सुबह साढ़े नौ बजे खुला।"},
	{"th", "ประตูทิศเหนือของท่าเรือเปิดเมื่อเวลา 9:30 น."},
	{"vi", "Cổng phía bắc của cảng mở lúc 9 giờ 30."},
}

// TestScriptsAreReadBack draws with the fonts of this computer, and skips scripts that have none.
func TestScriptsAreReadBack(t *testing.T) {
	for _, s := range scripts {
		t.Run(s.language, func(t *testing.T) {
			doc := document(content.Paragraph{Text: []content.Run{{Text: s.text, Language: s.language}}})
			doc.Language, doc.Title, doc.Authors, doc.Words.Page = s.language, "", nil, nil
			raw, result := write(t, doc, options(t, false))
			checked(t, raw)
			if result.Missing > 0 {
				t.Skipf("no font on this computer has %d of the characters", result.Missing)
			}
			if got := strings.TrimSpace(text(t, raw)); got != s.text {
				t.Errorf("read back as\n%s\nwant\n%s", got, s.text)
			}
		})
	}
}

func TestMissingCharactersAreCountedAndStayInTheText(t *testing.T) {
	raw, result := write(t, document(paragraph("The 港口 gate")), options(t, true))
	if result.Missing != 2 {
		t.Errorf("%d characters are missing, want 2", result.Missing)
	}
	if got := text(t, raw); !strings.Contains(got, "The 港口 gate") {
		t.Errorf("read back as %q", got)
	}
}

// arabic is a document that runs from right to left.
func arabic() *content.Document {
	doc := document(
		content.Heading{Level: 1, ID: "a", Text: []content.Run{content.Plain("ما نعرفه")}},
		content.Paragraph{Text: []content.Run{
			content.Plain(scripts[0].text + " "),
			{Text: "ادعاء", Fill: "#E69F00"},
			content.Plain(" "),
			{Text: "رابط", Link: "https://example.org/"},
			{Text: ".", Note: &content.Note{ID: "n", Text: []content.Run{content.Plain("الصحيفة، الفقرة 2.")}}},
		}, Side: []content.Run{{Text: " Q ", Fill: "#56B4E9"}, content.Plain(" اقتباس")}},
		content.Paragraph{Look: content.Quote, Text: []content.Run{content.Plain(scripts[0].text)}},
		content.Paragraph{Look: content.Quote, Text: []content.Run{{Text: "A quotation in English stays to the left.", Language: "en"}}},
		content.List{Numbered: true, Items: [][]content.Run{{content.Plain("الأول")}, {content.Plain("الثاني")}}},
		content.Table{Title: "الأعداد", Columns: []content.Column{{Title: "المفتاح", Width: 1}, {Title: "النص", Width: 3}, {Title: "العدد", Width: 1, Align: content.Trailing}}, Rows: contenttest.Rows(contenttest.Cells("A1", scripts[0].text, "12"), contenttest.Cells("A2", "港口日报", "7"))},
	)
	doc.Title, doc.Language, doc.Outline = "بوابات الميناء", "ar", []content.Entry{{Level: 1, ID: "a", Title: "ما نعرفه"}}
	doc.Words.Contents, doc.Words.Notes = "المحتويات", "ملاحظات"
	return doc
}

func TestADocumentFromRightToLeft(t *testing.T) {
	raw, result := write(t, arabic(), options(t, false))
	checked(t, raw)
	if result.Missing > 0 {
		t.Skipf("no font on this computer has %d of the characters", result.Missing)
	}
	got := text(t, raw)
	for _, want := range []string{"بوابات الميناء", "المحتويات", "ما نعرفه", "فتحت البوابة الشمالية للميناء", "A quotation in English stays to the left.", "الأول", "港口日报", "ملاحظات"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}
