package quote

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model/segment"
)

// said is a quotation with its speaker and its cue.
type said struct{ text, speaker, cue string }

// speech returns the direct speech in a text whose paragraphs are its lines.
func speech(lang, text string) []said {
	var all []said
	for _, q := range Find(lang, text, segment.Paragraphs(text)) {
		if q.Kind == Speech {
			all = append(all, said{q.Span.Of(text), q.Speaker.Of(text), q.Cue.Of(text)})
		}
	}
	return all
}

type speechCase struct {
	name, lang, text string
	want             []said
}

func checkSpeech(t *testing.T, cases []speechCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			lang := c.lang
			if lang == "" {
				lang = "en"
			}
			if got := speech(lang, c.text); !slices.Equal(got, c.want) {
				t.Errorf("%s\n got  %q\n want %q", c.text, got, c.want)
			}
		})
	}
}

func TestSpeakers(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"verb first", "", "“We saw it coming,” said Ana Ré, the harbour master.", []said{{"“We saw it coming,”", "Ana Ré", "said"}}},
		{"name first", "", "“We saw it coming,” Mayor Ida T. Quill said.", []said{{"“We saw it coming,”", "Mayor Ida T. Quill", "said"}}},
		{"name with an insertion", "", "“We saw it coming,” Ana Ré, the harbour master, said on Monday.", []said{{"“We saw it coming,”", "Ana Ré", "said"}}},
		{"pronoun", "", "“We saw it coming,” she said.", []said{{"“We saw it coming,”", "she", "said"}}},
		{"office", "", "“It is time,” the First Lady told reporters.", []said{{"“It is time,”", "the First Lady", "told"}}},
		{"noun", "", "“It is closed,” said a spokesman for the port in Hallen.", []said{{"“It is closed,”", "a spokesman for the port", "said"}}},
		{"before, with a colon", "", "On Monday Ana Ré said: “The wall will hold.”", []said{{"“The wall will hold.”", "Ana Ré", "said"}}},
		{"before, with a comma", "", "The harbour master later added, “The wall will hold.”", []said{{"“The wall will hold.”", "The harbour master", "added"}}},
		{"before, in part", "", "Mr. Moll told the council that the plan was “a waste of good stone.”", []said{{"“a waste of good stone.”", "Mr. Moll", "told"}}},
		{"in the middle", "", "“We waited,” Ana Ré said, “and then we left.”", []said{{"“We waited,”", "Ana Ré", "said"}, {"“and then we left.”", "Ana Ré", "said"}}},
		{"goes on", "", "“We waited,” he said. “Then we left.”", []said{{"“We waited,”", "he", "said"}, {"“Then we left.”", "he", "said"}}},
		{"phrase", "", "According to the harbour master, “nobody was hurt at all.”", []said{{"“nobody was hurt at all.”", "the harbour master", "According to"}}},
		{"phrase after", "", "“Nobody was hurt,” according to Ana Ré.", []said{{"“Nobody was hurt,”", "Ana Ré", "according to"}}},
		{"question", "", "“Where to?” Anna Berg asked.", []said{{"“Where to?”", "Anna Berg", "asked"}}},
		{"comma outside", "", "\"We waited\", Mr. Moll said.", []said{{"\"We waited\"", "Mr. Moll", "said"}}},
		{"colon, next line", "", "Ana Ré wrote:\n\n“The wall will hold for a year.”", []said{{"“The wall will hold for a year.”", "Ana Ré", "wrote"}}},
		{"phrase with an office", "", "According to the US first envoy, “nobody was hurt at all.”", []said{{"“nobody was hurt at all.”", "the US first envoy", "According to"}}},
		{"participle", "", "The wall will hold, Ana Ré said, adding that it was “the best on the coast.”", []said{{"“the best on the coast.”", "Ana Ré", "adding"}}},
		{"no verb", "", "She was given a list with the “names and homes” of all. “Good,” she said.", []said{{"“Good,”", "she", "said"}}},
		{"owner", "", "Ana Ré's claim that the plan was “a waste of stone” is old.", []said{{"“a waste of stone”", "Ana Ré", "claim"}}},
		{"passive", "", "He was described by Ida Quill as “the best mason on the coast.”", []said{{"“the best mason on the coast.”", "Ida Quill", "described"}}},
		{"two who speak", "", "“Go,” he said. Ida Quill replied: “Not before noon.”", []said{{"“Go,”", "he", "said"}, {"“Not before noon.”", "Ida Quill", "replied"}}},
		{"nobody named", "", "The door opened. “Who is there at this hour?” Nothing moved.", []said{{"“Who is there at this hour?”", "", ""}}},
	})
}

func TestSpeechAcrossParagraphs(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"a mark opens each", "", "Ana Ré said: “We waited for a week.\n\n“Nobody came to help.\n\n“Then we left.”\n\nIt rained.", []said{
			{"“We waited for a week.", "Ana Ré", "said"}, {"“Nobody came to help.", "Ana Ré", "said"}, {"“Then we left.”", "Ana Ré", "said"},
		}},
		{"who speaks comes last", "", "“We waited for a week.\n\n“Then we left,” Ana Ré said.", []said{
			{"“We waited for a week.", "Ana Ré", "said"}, {"“Then we left,”", "Ana Ré", "said"},
		}},
		{"no mark in the second", "", "Ana Ré said, \"We waited for a week.\n\nThen we left.\" It rained.", []said{
			{"\"We waited for a week.\n\nThen we left.\"", "Ana Ré", "said"},
		}},
	})
}

func TestMarksOfEveryKind(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"straight", "", "\"We waited,\" he said.", []said{{"\"We waited,\"", "he", "said"}}},
		{"single", "", "‘It’s the boys’ own fault,’ he said. ‘Isn’t it?’", []said{{"‘It’s the boys’ own fault,’", "he", "said"}, {"‘Isn’t it?’", "he", "said"}}},
		{"straight single", "", "'Don't go,' she said. 'It's late.'", []said{{"'Don't go,'", "she", "said"}, {"'It's late.'", "she", "said"}}},
		{"nested", "", "“He told me ‘never again’ and left,” she said.", []said{{"“He told me ‘never again’ and left,”", "she", "said"}}},
		{"nested alike", "", "\"He said \"never again\" and left,\" she said.", []said{{"\"He said \"never again\" and left,\"", "she", "said"}}},
		{"nested in single", "", "‘He said “never again” to me,’ she said.", []said{{"‘He said “never again” to me,’", "she", "said"}}},
		{"guillemets", "fr", "« Nous avons attendu », a déclaré Anne Durel.", []said{{"« Nous avons attendu »", "Anne Durel", "déclaré"}}},
		{"French inversion", "fr", "« Tu viens demain ? » demanda-t-il.", []said{{"« Tu viens demain ? »", "il", "demanda"}}},
		{"German", "de", "„Wir haben gewartet“, sagte Anna Lenz.", []said{{"„Wir haben gewartet“", "Anna Lenz", "sagte"}}},
		{"German single", "de", "‚Wir haben gewartet‘, sagte Anna Lenz.", []said{{"‚Wir haben gewartet‘", "Anna Lenz", "sagte"}}},
		{"German guillemets", "de", "»Wir haben gewartet«, sagte der Wirt.", []said{{"»Wir haben gewartet«", "der Wirt", "sagte"}}},
		{"Spanish", "es", "«Hemos esperado», dijo Ana Luna.", []said{{"«Hemos esperado»", "Ana Luna", "dijo"}}},
		{"Ukrainian", "uk", "«Ми чекали довго», — сказав Тарас Коваль.", []said{{"«Ми чекали довго»", "Тарас Коваль", "сказав"}}},
		{"Russian", "ru", "«Мы долго ждали», — сказала она.", []said{{"«Мы долго ждали»", "она", "сказала"}}},
		{"corner brackets", "ja", "「鍵はどこにある？」と彼は聞いた。", []said{{"「鍵はどこにある？」", "", ""}}},
		{"single guillemets", "fr", "‹ Nous avons attendu longtemps ici ›, dit-elle.", []said{{"‹ Nous avons attendu longtemps ici ›", "elle", "dit"}}},
	})
}

// Marks are often wrong. None of these mistakes may swallow the text that follows.
func TestWrongMarks(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"closed with an opening mark", "", "“We waited,“ he said. “We left.“ It rained.", []said{{"“We waited,“", "he", "said"}, {"“We left.“", "he", "said"}}},
		{"opened with a closing mark", "", "”We waited,” he said. It rained.", []said{{"”We waited,”", "he", "said"}}},
		{"of two makes", "", "“We waited,\" he said. It rained.", []said{{"“We waited,\"", "he", "said"}}},
		{"not closed before who speaks", "", "“We waited, he said. It rained. “We left,” he added.", []said{{"“We waited,", "he", "said"}, {"“We left,”", "he", "added"}}},
		{"not closed, last", "", "Ana Ré said, “We waited. Then it rained.", []said{{"“We waited.", "Ana Ré", "said"}}},
		{"never opened", "", "It was cold. We waited,” he said. “Then we left,” he added.", []said{{"We waited,”", "he", "said"}, {"“Then we left,”", "he", "added"}}},
		{"never opened, nobody speaks", "", "We waited,” and it rained on the quay.", nil},
		{"space on the wrong side", "", "He said,\" We waited for a week\", and left.", []said{{"\" We waited for a week\"", "He", "said"}}},
		{"inches", "", "The board is 6'3\" long. “It is enough,” he said.", []said{{"“It is enough,”", "he", "said"}}},
		{"attributes", "", "<a title=\"Some words that stand here\">“It is enough,” he said.", []said{{"“It is enough,”", "he", "said"}}},
		{"elisions", "", "’Twas the ’90s, rock ’n’ roll and the boys’ cars. Nobody said a word of it.", nil},
	})
}

func TestWhatIsNoSpeech(t *testing.T) {
	for _, c := range []struct {
		text string
		want Kind
	}{
		{"They watched the film “Night Ferry” twice.", Title},
		{"On CNN's “The Morning Hour,” Ida Quill said that she would go.", Title},
		{"Robert “Bobby” Moll sells fish.", Title},
		{"They listened to the “Morning Call” programme.", Title},
		{"The hall went quiet. “(Laughter.)” Nobody spoke.", Scare},
		{"The so-called “leaky pipe” runs below the quay.", Scare},
		{"It is known as the “grey coast” here.", Scare},
		{"Work on the “wall” begins in May.", Scare},
	} {
		found := Find("en", c.text, segment.Paragraphs(c.text))
		if len(found) != 1 || found[0].Kind != c.want {
			t.Errorf("%s: found %v, want one %v", c.text, found, c.want)
		}
	}
}

// A few words that nobody says are no speech, however much the text reports.
func TestShortQuotationsInReports(t *testing.T) {
	const heard = "“We waited,” said Ana Ré. “Then we left,” she added. "
	report := []said{{"“We waited,”", "Ana Ré", "said"}, {"“Then we left,”", "she", "added"}}
	checkSpeech(t, []speechCase{
		{"alone", "", "There were some “rather odd noises” in the harbour.", nil},
		{"in a report", "", heard + "The “odd noises” went on.", report},
		{"an attack", "", heard + "Mr. Moll went after the mayor as a “lazy fool” for weeks.", append(report[:2:2], said{"“lazy fool”", "", ""})},
		{"a list", "", heard + "Mr. Moll went after the mayor as a “lazy fool” and a “bad shepherd” for weeks.", append(report[:2:2], said{"“lazy fool”", "", ""}, said{"“bad shepherd”", "", ""})},
	})
}

func TestOpenTellsThatNoMarkCloses(t *testing.T) {
	text := "Ana Ré said: “We waited.\n\n“Then we left.”"
	found := Find("en", text, segment.Paragraphs(text))
	if len(found) != 2 || !found[0].Open || found[1].Open {
		t.Errorf("%+v", found)
	}
}

func TestKindsHaveNames(t *testing.T) {
	for k, want := range map[Kind]string{Speech: "speech", Title: "title", Scare: "scare", 99: "unknown"} {
		if k.String() != want {
			t.Errorf("%d is %q, want %q", k, k, want)
		}
	}
}

func TestAllStopsWhenNoMoreIsWanted(t *testing.T) {
	text := strings.Repeat("“We waited,” he said.\n", 10)
	n := 0
	for range All("en", text, segment.Paragraphs(text)) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d quotations", n)
	}
}
