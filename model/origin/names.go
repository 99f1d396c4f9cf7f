package origin

import (
	"hash/fnv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

// agencies returns the names of news agencies: for each the name that is proposed, and
// other forms. Forms of at most five letters count only in exactly this case.
func agencies() []string {
	return strings.Split(strings.TrimSpace(`
Reuters|Thomson Reuters|Рейтер|Ройтерс
Associated Press|The Associated Press|AP
AFP|Agence France-Presse|Agence France Presse|АФП
dpa|Deutsche Presse-Agentur|DPA
APA|Austria Presse Agentur
Keystone-SDA|Keystone SDA|SDA|ATS
EFE|Agencia EFE
Europa Press
ANSA
Adnkronos
AGI
Lusa
Belga|Agence Belga
ANP
Ritzau
TT|TT News Agency
NTB
STT
CTK|ČTK
TASR
PAP|Polska Agencja Prasowa
MTI
BTA
Agerpres
HINA|Hina
Tanjug|TANJUG
STA
BNS|Baltic News Service
ELTA
LETA
Ukrinform|Укрінформ|Укринформ
Interfax-Ukraine|Interfax Ukraine|Інтерфакс-Україна|Интерфакс-Украина
UNIAN|УНІАН|УНИАН
TASS|ITAR-TASS|ТАСС|ИТАР-ТАСС
Interfax|Интерфакс|Інтерфакс
RIA Novosti|РИА Новости|RIA
BelTA|БелТА
Kazinform
Xinhua|Xinhua News Agency
China News Service
Kyodo|Kyodo News
Jiji Press|Jiji
Yonhap|Yonhap News Agency
KCNA
Bernama
Antara
VNA|Vietnam News Agency
Press Trust of India|PTI
ANI|Asian News International
IANS|Indo-Asian News Service
APP|Associated Press of Pakistan
BSS
IRNA
ISNA
Anadolu|Anadolu Agency|Anadolu Ajansı|AA
DHA|Demirören Haber Ajansı
WAFA
SPA|Saudi Press Agency
WAM
MENA|Middle East News Agency
NAN|News Agency of Nigeria
APS|Algérie Presse Service
SAnews
The Canadian Press|Canadian Press
AAP|Australian Associated Press
RNZ
PA Media|PA|Press Association
UPI|United Press International
Bloomberg|Bloomberg News
Agência Brasil
Notimex
Télam
Prensa Latina
epd
KNA
CNA|Central News Agency
`), "\n")
}

// outlets returns the names of outlets that others often name, beside those of a project.
func outlets() []string {
	return strings.Split(strings.TrimSpace(`
CNN
BBC|BBC News
New York Times|The New York Times|NYT
Washington Post|The Washington Post
Wall Street Journal|The Wall Street Journal|WSJ
Financial Times|The Financial Times
The Guardian
The Times
Daily Telegraph|The Daily Telegraph
Sky News
ITV News
NBC News|NBC
ABC News
CBS News|CBS
Fox News
NPR
MSNBC
Politico
Axios
Al Jazeera|Аль-Джазира
Al Arabiya
Der Spiegel|Spiegel
Süddeutsche Zeitung
Frankfurter Allgemeine Zeitung|FAZ
Bild-Zeitung|Bild
Die Zeit
ARD
ZDF
Deutsche Welle
Le Monde
Le Figaro
Libération
BFMTV|BFM TV
El País
El Mundo
Corriere della Sera
La Repubblica
Haaretz
Times of Israel|The Times of Israel
Kyiv Independent|The Kyiv Independent
Kyiv Post
Українська правда|Ukrainska Pravda
Суспільне|Suspilne
Медуза|Meduza
Коммерсантъ|Коммерсант|Kommersant
Global Times
South China Morning Post
NHK
Times of India|The Times of India
The Hindu
`), "\n")
}

// name is a form of the name of an agency or an outlet.
type name struct {
	words  []uint64 // the hashes of its words
	exact  string   // the form, if only this case counts
	text   string   // the name that is proposed
	id     model.OutletID
	agency bool
}

// longestExact is the length of the longest name, in bytes, that counts only in its own case:
// such letters are also words.
const longestExact = 5

// names has the names by the hash of their first word, the longest first.
type names map[uint64][]name

// namesOf returns the names of agencies, of outlets that are often named, and of a
// project's outlets.
func namesOf(project []string) (names, map[model.OutletID]name) {
	t := token.NewTokenizer()
	all, ids := names{}, map[model.OutletID]name{}
	add := func(line string, agency bool) {
		forms := strings.Split(line, "|")
		proposed := name{text: strings.TrimSpace(forms[0]), id: model.OutletIDOf(forms[0]), agency: agency}
		if old, ok := ids[proposed.id]; ok {
			proposed = old
		}
		for _, form := range forms {
			form = strings.Join(strings.Fields(form), " ")
			one := proposed
			one.words = nil
			if one.exact = ""; len(form) <= longestExact {
				one.exact = form
			}
			for _, w := range wordsOf(t, form) {
				one.words = append(one.words, w.hash)
			}
			if len(one.words) == 0 {
				continue
			}
			if id := model.OutletIDOf(form); ids[id].text == "" {
				ids[id] = one
			}
			all.insert(one)
		}
	}
	for _, line := range agencies() {
		add(line, true)
	}
	for _, line := range outlets() {
		add(line, false)
	}
	for _, o := range project {
		if ids[model.OutletIDOf(o)].text == "" {
			add(strings.ReplaceAll(o, "|", " "), false)
		}
	}
	return all, ids
}

func (n names) insert(one name) {
	list := n[one.words[0]]
	at := 0
	for at < len(list) && len(list[at].words) >= len(one.words) {
		at++
	}
	list = append(list, name{})
	copy(list[at+1:], list[at:])
	list[at] = one
	n[one.words[0]] = list
}

// word is a word of a text.
type word struct {
	hash uint64
	span model.Span // in bytes of the text
}

func hashOf(w []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(w)
	return h.Sum64()
}

// wordsOf returns the words of a text, without joined ones.
func wordsOf(t *token.Tokenizer, text string) (all []word) {
	t.EachIn(text, func(w []byte, span model.Span) {
		if pieces, _ := t.Joined(); pieces == 0 {
			all = append(all, word{hashOf(w), span})
		}
	})
	return all
}

// at returns the name that begins at a word of a text, and the word after it.
func (n names) at(text string, words []word, i int) (found name, next int, ok bool) {
	for _, one := range n[words[i].hash] {
		end := i + len(one.words)
		if end > len(words) {
			continue
		}
		same := true
		for k, h := range one.words {
			same = same && words[i+k].hash == h
		}
		if !same {
			continue
		}
		written := text[words[i].span.Start:words[end-1].span.End]
		if one.exact != "" && written != one.exact || one.exact == "" && written == strings.ToLower(written) && written != strings.ToUpper(written) {
			continue // a word, not a name
		}
		if start := words[i].span.Start; start > 0 && strings.IndexByte(".@;<#", text[start-1]) >= 0 {
			continue // a part of an address or of a sign for shares: "<CCFP.PA>"
		}
		return one, end, true
	}
	return name{}, 0, false
}
