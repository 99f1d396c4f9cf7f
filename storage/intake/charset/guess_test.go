package charset_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"

	"assay.app/assay/storage/intake/charset"
)

// prose has a text in each of many languages, with the encodings in which such
// texts occur.
var prose = []struct {
	language, encodings, text string
}{
	{"Polish", "windows-1250 iso-8859-2 ibm852", "Kładka nad kanałem była zamknięta przez całą noc. Straż pożarna usunęła dwa zwalone drzewa, a ruch puszczono dopiero po świcie. Mieszkańcy skarżą się, że nikt ich nie uprzedził."},
	{"Czech", "windows-1250 iso-8859-2 ibm852", "Lávka přes kanál zůstala celou noc zavřená. Hasiči odstranili dva spadlé stromy a provoz obnovili až po svítání. Lidé si stěžují, že je nikdo neupozornil."},
	{"Hungarian", "windows-1250 iso-8859-2", "A csatorna fölötti gyalogos híd egész éjjel zárva maradt. A tűzoltók két kidőlt fát távolítottak el, és csak hajnal után nyitották meg újra. A lakók szerint senki sem figyelmeztette őket."},
	{"Romanian", "windows-1250 iso-8859-2", "Puntea de peste canal a rămas închisă toată noaptea. Pompierii au scos doi copaci căzuţi, iar circulaţia s-a reluat după răsărit. Oamenii spun că nimeni nu i-a prevenit şi aşteaptă."},
	{"Croatian", "windows-1250 iso-8859-2", "Pješački most preko kanala bio je zatvoren cijelu noć. Vatrogasci su uklonili dva srušena stabla, a promet je pušten tek poslije zore. Građani kažu da ih nitko nije upozorio, što je još veći problem za školu."},
	{"Russian", "windows-1251 koi8-r iso-8859-5 ibm866", "Пешеходный мост через канал всю ночь был закрыт. Пожарные убрали два упавших дерева, и движение открыли только после рассвета. Жители жалуются, что их никто не предупредил."},
	{"Ukrainian", "windows-1251 koi8-u iso-8859-5", "Пішохідний міст через канал усю ніч був закритий. Рятувальники прибрали два повалені дерева, і рух відкрили лише після світанку. Мешканці кажуть, що їх ніхто не попередив."},
	{"Bulgarian", "windows-1251 iso-8859-5", "Пешеходният мост над канала беше затворен през цялата нощ. Пожарникарите махнаха две паднали дървета и движението беше пуснато след изгрев."},
	{"English", "windows-1252 macintosh", "“The footbridge stays shut,” the warden said – and nobody’s bicycle gets across. It’ll cost £40,000 to mend…"},
	{"French", "windows-1252 macintosh ibm850", "La passerelle du canal est restée fermée toute la nuit. Les pompiers ont dégagé deux arbres tombés, et le passage n'a été rouvert qu'après le lever du jour. « Personne ne nous a prévenus », regrette une élève."},
	{"German", "windows-1252 macintosh ibm437 ibm850", "Die Brücke über den Kanal blieb die ganze Nacht für Fußgänger gesperrt. Die Feuerwehr räumte zwei umgestürzte Bäume weg, später durften die Leute hinüber. Größere Schäden gab es nicht."},
	{"Spanish", "windows-1252 macintosh ibm850", "La pasarela sobre el canal permaneció cerrada toda la noche. Los bomberos retiraron dos árboles caídos y el paso se abrió después del amanecer. «Nadie nos avisó», señaló una vecina. ¿Quién pagará?"},
	{"Portuguese", "windows-1252 ibm850", "A ponte sobre o canal não abriu durante a noite. Os bombeiros retiraram duas árvores caídas e a circulação só recomeçou de manhã. A população diz que ninguém avisou."},
	{"Swedish", "windows-1252 macintosh", "Gångbron över kanalen var stängd hela natten. Brandkåren tog bort två fallna träd och först efter gryningen öppnades den för trafik. Ingen hade förvarnats."},
	{"Greek", "windows-1253 iso-8859-7", "Η πεζογέφυρα πάνω από το κανάλι έμεινε κλειστή όλη τη νύχτα. Οι πυροσβέστες απομάκρυναν δύο πεσμένα δέντρα και η διέλευση άνοιξε μετά το ξημέρωμα. «Κανείς δεν μας ενημέρωσε», λένε οι κάτοικοι."},
	{"Turkish", "windows-1254 iso-8859-9", "Kanalın üzerindeki yaya köprüsü bütün gece kapalı kaldı. İtfaiye devrilen iki ağacı kaldırdı ve geçiş ancak güneş doğduktan sonra açıldı. Mahalleli kimsenin uyarmadığını söylüyor."},
	{"Hebrew", "windows-1255 iso-8859-8", "גשר הולכי הרגל מעל התעלה היה סגור כל הלילה. הכבאים פינו שני עצים שנפלו והמעבר נפתח רק אחרי הזריחה. התושבים אומרים שאיש לא הזהיר אותם."},
	{"Arabic", "windows-1256 iso-8859-6", "بقي جسر المشاة فوق القناة مغلقا طوال الليل. أزال رجال الإطفاء شجرتين سقطتا ثم فتح الطريق بعد الفجر. يقول السكان إن أحدا لم يحذرهم."},
	{"Lithuanian", "windows-1257 iso-8859-13", "Pėsčiųjų tiltas per kanalą visą naktį buvo uždarytas. Ugniagesiai pašalino du nuvirtusius medžius, o eismas atnaujintas tik po aušros. Gyventojai sako, kad jų niekas neįspėjo."},
	{"Latvian", "windows-1257 iso-8859-13", "Gājēju tilts pār kanālu visu nakti bija slēgts. Ugunsdzēsēji aizvāca divus nogāzušos kokus, un satiksme tika atjaunota tikai pēc saullēkta. Iedzīvotāji saka, ka neviens viņus nebrīdināja."},
	{"Vietnamese", "windows-1258", "Cầu đi bộ qua kênh đóng cửa suốt đêm. Lính cứu hỏa dọn hai cây đổ và đường chỉ mở lại sau khi trời sáng. Người dân nói không ai báo trước cho họ."},
	{"Japanese", "shift_jis euc-jp", "運河にかかる歩道橋は一晩中閉鎖された。消防隊が倒れた木を二本取り除き、夜明けのあとに通行が再開した。住民は「だれも知らせてくれなかった」と話している。ボートのサービスも止まった。"},
	{"Korean", "euc-kr", "운하를 건너는 보행자 다리는 밤새 닫혀 있었다. 소방대가 쓰러진 나무 두 그루를 치웠고 해가 뜬 뒤에야 통행이 다시 시작됐다. 주민들은 아무도 알려 주지 않았다고 말했다."},
	{"Chinese, simplified", "gb18030", "运河上的人行桥整夜关闭。消防队清理了两棵倒下的树，天亮以后才重新开放。居民说没有人通知他们。"},
	{"Chinese, traditional", "big5", "運河上的人行橋整夜關閉。消防隊清理了兩棵倒下的樹，天亮以後才重新開放。居民說沒有人通知他們。"},
}

// written encodes text. For windows-1258, it writes tone marks as separate
// characters.
func written(t testing.TB, text, name string) []byte {
	t.Helper()
	if name == "windows-1258" {
		text = tonesApart(text)
	}
	var e encoding.Encoding
	if p := charset.Page(name); p != nil {
		e = p
	} else {
		e = charset.Eastern(name)
	}
	raw, err := encoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return raw
}

func TestAnEncodingIsToldByTheTextThatItMakes(t *testing.T) {
	for _, p := range prose {
		first, _, _ := strings.Cut(p.text, ".")
		words := strings.Fields(p.text)
		few := strings.Join(words[:min(8, len(words))], " ")
		for name := range strings.FieldsSeq(p.encodings) {
			for _, text := range []string{p.text, first, few} {
				raw := written(t, text, name)
				got := charset.Of(raw)
				second := len(text) < 60 && got.RunnerUp != "" && decoded(t, raw, got.RunnerUp) == decoded(t, raw, name)
				if !ascii(raw) && !second && decoded(t, raw, got.Encoding) != decoded(t, raw, name) {
					t.Errorf("%s in %s is taken for %s, then %s: %s", p.language, name, got.Encoding, got.RunnerUp, decoded(t, raw, got.Encoding))
				}
			}
		}
	}
}

func ascii(raw []byte) bool {
	for _, c := range raw {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

func decoded(t testing.TB, raw []byte, name string) string {
	t.Helper()
	var e encoding.Encoding
	if p := charset.Page(name); p != nil {
		e = p
	} else {
		e = charset.Eastern(name)
	}
	text, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// tonesApart writes Vietnamese as Windows-1258 does: the tone mark is a separate
// character after the vowel.
func tonesApart(s string) string {
	var out strings.Builder
	for _, r := range s {
		out.WriteString(vietnamese(r))
	}
	return out.String()
}

func TestAnEncodingOfSeveralBytesIsGuessedOnlyWhereAllBytesFit(t *testing.T) {
	raw := written(t, prose[len(prose)-2].text, "gb18030")
	raw = append(raw, strings.Repeat(" plain words", 1000)+"\xFF\xFF"...)
	if got := charset.Of(raw); got.Encoding == "gb18030" {
		t.Error("bytes that are not GB18030 are taken for it")
	}
}

func FuzzOf(f *testing.F) {
	for _, p := range prose {
		for name := range strings.FieldsSeq(p.encodings) {
			f.Add(written(f, p.text[:20], name))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := charset.Of(raw)
		if charset.Page(got.Encoding) == nil && !charset.Reads(raw, got.Encoding) {
			t.Fatalf("%q is not of the encoding %q", raw, got.Encoding)
		}
		if got.Encoding == got.RunnerUp {
			t.Fatalf("%q twice", got.Encoding)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	raw := written(b, strings.Repeat(prose[0].text+"\n", 100), "windows-1250")
	for b.Loop() {
		charset.Of(raw)
	}
}

// The names of tags are English in pages of any language, so they must not affect
// the guess.
func TestTagsSayNothingOfTheLanguage(t *testing.T) {
	const text = "Ostas slūžas pirmdien bija slēgtas, un neviens netika cauri."
	raw, err := charset.Page("windows-1257").NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	page := "<html><head><title>x</title></head><body><p class=\"text\">" + string(raw) + "</p></body></html>"
	if got := charset.Of([]byte(page)); got.Encoding != "windows-1257" {
		t.Errorf("a page: %+v", got)
	}
	in := "<html><body><p title=\"" + string(raw) + "\">Nothing.</p></body></html>"
	if got := charset.Of([]byte(in)); got.Encoding != "windows-1257" {
		t.Errorf("in a tag: %+v", got)
	}
}
