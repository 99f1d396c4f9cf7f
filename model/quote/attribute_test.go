package quote

import "testing"

// A verb that the lists lack still attributes, if its form and its place show that it
// is one.
func TestVerbsThatAreNotListed(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"verb first", "", "“We must go,” warbled Ana Ré.", []said{{"“We must go,”", "Ana Ré", "warbled"}}},
		{"verb first, an office", "", "“Not today!” trumpeted the mayor.", []said{{"“Not today!”", "the mayor", "trumpeted"}}},
		{"name first", "", "“Never,” Ana Ré snickered.", []said{{"“Never,”", "Ana Ré", "snickered"}}},
		{"pronoun first, an adverb", "", "“Never,” she merrily yodelled to the crew.", []said{{"“Never,”", "she", "yodelled"}}},
		{"of feeling", "", "“Never,” the harbour master shrugged.", []said{{"“Never,”", "the harbour master", "shrugged"}}},
		{"rare", "", "“Please stay,” Ida Quill implored.", []said{{"“Please stay,”", "Ida Quill", "implored"}}},
		{"German", "de", "„Nie“, näselte Anna Lenz.", []said{{"„Nie“", "Anna Lenz", "näselte"}}},
		{"French", "fr", "« Jamais », bredouilla Anne Durel.", []said{{"« Jamais »", "Anne Durel", "bredouilla"}}},
		{"French, compound", "fr", "« Jamais », a bredouillé Anne Durel.", []said{{"« Jamais »", "Anne Durel", "bredouillé"}}},
		{"Spanish", "es", "«Jamás», farfulló Ana Luna.", []said{{"«Jamás»", "Ana Luna", "farfulló"}}},
		{"Ukrainian", "uk", "«Ніколи», — белькотів Тарас Коваль.", []said{{"«Ніколи»", "Тарас Коваль", "белькотів"}}},
		{"Russian", "ru", "«Никогда», — пролепетала Анна Коваль.", []said{{"«Никогда»", "Анна Коваль", "пролепетала"}}},
		{"with an object", "", "“Night Ferry,” he steered the boat.", nil},
		{"no comma", "", "“Never” Ana Ré snickered.", nil},
		{"within a sentence", "", "In the hall, named “Dawn,” Ana Ré slipped.", nil},
		{"a new sentence", "", "“Who?” Ana Ré slipped.", []said{{"“Who?”", "", ""}}},
	})
}

func TestSpeakersNamedInOtherWays(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"a reply", "", "“Because it is late,” came the reply from Bo Lee.", []said{{"“Because it is late,”", "Bo Lee", "reply"}}},
		{"an answer", "", "“No,” was Ana Ré's short answer.", []said{{"“No,”", "", "answer"}}},
		{"an answer of somebody", "", "“No,” was Ana Ré's answer.", []said{{"“No,”", "Ana Ré", "answer"}}},
		{"German reply", "de", "„Nein“, lautete die Antwort von Karl Moll.", []said{{"„Nein“", "Karl Moll", "Antwort"}}},
		{"French reply", "fr", "« Non », fut la réponse de Marc Petit.", []said{{"« Non »", "Marc Petit", "réponse"}}},
		{"Spanish reply", "es", "«No», fue la respuesta de Ana Luna.", []said{{"«No»", "Ana Luna", "respuesta"}}},
		{"Ukrainian reply", "uk", "«Ні», — пролунала відповідь від Тараса Коваля.", []said{{"«Ні»", "Тараса Коваля", "відповідь"}}},
		{"Russian reply", "ru", "«Нет», — прозвучал ответ от Анны Коваль.", []said{{"«Нет»", "Анны Коваль", "ответ"}}},
		{"two", "", "“We cannot stay,” said Ana Ré and Bo Lee in a note.", []said{{"“We cannot stay,”", "Ana Ré and Bo Lee", "said"}}},
		{"two before the verb", "", "“We cannot stay,” Ana Ré and Bo Lee said.", []said{{"“We cannot stay,”", "Ana Ré and Bo Lee", "said"}}},
		{"one and a new clause", "", "“We cannot stay,” said Ana Ré and Bo Lee nodded.", []said{{"“We cannot stay,”", "Ana Ré", "said"}}},
		{"two, French", "fr", "« Nous restons », ont déclaré Anne Durel et Marc Petit.", []said{{"« Nous restons »", "Anne Durel et Marc Petit", "déclaré"}}},
		{"two, Ukrainian", "uk", "«Ми лишаємося», — заявили Ганна Коваль та Тарас Гай.", []said{{"«Ми лишаємося»", "Ганна Коваль та Тарас Гай", "заявили"}}},
		{"a user", "", "“We cannot stay,” @quay_watch posted.", []said{{"“We cannot stay,”", "@quay_watch", "posted"}}},
		{"two, one of them a noun", "", "“So are we,” Ana Ré and her brother said.", []said{{"“So are we,”", "Ana Ré and her brother", "said"}}},
		{"a pronoun after other words", "", "“Never,” was all she said.", []said{{"“Never,”", "she", "said"}}},
		{"a verb with a capital", "", "Said Ana Ré: “We cannot stay.”", []said{{"“We cannot stay.”", "Ana Ré", "Said"}}},
		{"another clause", "", "Ana Ré said it would “fall”, while Bo Lee called it a “good wall”.", []said{{"“fall”", "Ana Ré", "said"}, {"“good wall”", "Bo Lee", "called"}}},
		{"a dash", "", "“She is a true mason and a friend.” – Commissioner Bo Lee", []said{{"“She is a true mason and a friend.”", "Commissioner Bo Lee", ""}}},
		{"a dash and an office", "", "“She is a true mason.” — Bo Lee, harbour master", []said{{"“She is a true mason.”", "Bo Lee", ""}}},
		{"the next line", "", "“She is a true mason.”\n– Bo Lee", []said{{"“She is a true mason.”", "Bo Lee", ""}}},
		{"a dash and an act", "", "“She is a true mason.” – Bo Lee left", []said{{"“She is a true mason.”", "", ""}}},
		{"an abbreviation in brackets", "", "“We cannot stay,” Rep. Bo Lee (D-Hal.) said.", []said{{"“We cannot stay,”", "Rep. Bo Lee", "said"}}},
		{"a noun that looks like a verb", "", "In “Night Ferry,” answering questions about the sea, she dances.", nil},
	})
}

// Capitals in every word do not make a title of what somebody says.
func TestHeadlineStyle(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"said", "", "“We Will Never Give Up,” he said.", []said{{"“We Will Never Give Up,”", "he", "said"}}},
		{"chanted", "", "The crowd chanted “Mend The Wall” for an hour.", []said{{"“Mend The Wall”", "The crowd", "chanted"}}},
		{"chants", "", "Ana Ré was met with chants of “Mend The Wall” in Hallen.", []said{{"“Mend The Wall”", "", "chants"}}},
		{"a name for something", "", "Ana Ré said it was the “Great Leak” of our time.", []said{{"“Great Leak”", "Ana Ré", "said"}}},
		{"a sentence", "", "It was late. “We Have Waited Far Too Long” It rained.", []said{{"“We Have Waited Far Too Long”", "", ""}}},
		{"a title", "", "They sang “Night Ferry Home” at dusk.", nil},
	})
}

// One or two words are speech if the clause before them says whose they are.
func TestFewWordsWithASpeakerInTheClauseBefore(t *testing.T) {
	const heard = "There are “odd” and “old” and “cold” walls in the “north.” "
	checkSpeech(t, []speechCase{
		{"calls", "", heard + "Ana Ré calls the plan “waste.”", []said{{"“waste.”", "Ana Ré", "calls"}}},
		{"calls, as an item of a list", "", heard + "Calls masons “lazy” and “vain.”", []said{{"“lazy”", "", "Calls"}, {"“vain.”", "", "Calls"}}},
		{"described", "", heard + "The wall was described by Ana Ré as a “disgrace.”", []said{{"“disgrace.”", "Ana Ré", "described"}}},
		{"a long clause", "", "Ana Ré said it was “a very good wall” and that the town need not have another one built in May because it is “dry.”", []said{
			{"“a very good wall”", "Ana Ré", "said"}, {"“dry.”", "Ana Ré", "said"},
		}},
		{"the phrase", "", heard + "“We wait,” she said. “We do,” she said. Ana Ré has used the phrase “cold comfort” twice. “Go,” she said. “Stay,” she said.", []said{
			{"“We wait,”", "she", "said"}, {"“We do,”", "she", "said"}, {"“cold comfort”", "Ana Ré", "used"}, {"“Go,”", "she", "said"}, {"“Stay,”", "she", "said"},
		}},
		{"so called", "", heard + "A wall (sometimes called “grey coast”) is here.", nil},
		{"called himself", "", heard + "He called himself “Old Salt” then.", nil},
		{"the meaning of a word", "", heard + "The word, as Ana Ré said, means “leaky.”", nil},
		{"nobody in particular", "", heard + "I think that we have a “leaky” wall.", nil},
	})
}
