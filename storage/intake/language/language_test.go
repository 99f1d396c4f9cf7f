package language_test

import (
	"strings"
	"testing"

	"assay.app/assay/storage/intake/language"
)

func TestLanguageIsRecognised(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "The lower gate of the weir failed on Monday, and two streets were flooded before it was closed again.",
		"de": "Das untere Tor des Wehres ist am Montag gebrochen, und zwei Straßen standen unter Wasser, bis es wieder geschlossen wurde.",
		"fr": "La porte basse du barrage a cédé lundi, et deux rues ont été inondées avant que les pompiers ne puissent la fermer.",
		"es": "La compuerta inferior de la presa cedió el lunes y dos calles quedaron inundadas hasta que los bomberos la cerraron.",
		"uk": "Нижня брама греблі прорвалася в понеділок, і дві вулиці затопило, перш ніж її змогли зачинити.",
		"ru": "Нижние ворота плотины прорвало в понедельник, и две улицы были затоплены, пока их не закрыли.",
		"it": "La paratoia inferiore della diga ha ceduto lunedì e due strade sono state allagate prima che venisse richiusa dai vigili del fuoco.",
		"pl": "Dolna śluza zapory pękła w poniedziałek i dwie ulice zostały zalane, zanim strażakom udało się ją ponownie zamknąć.",
		"nl": "De onderste sluisdeur van de stuw is maandag bezweken en twee straten liepen onder water voordat zij weer gesloten kon worden. Niemand raakte gewond, zei de burgemeester, maar elf gezinnen moesten hun huis verlaten. Het waterschap begint volgende week met een onderzoek naar de oorzaak en wil dat zo snel mogelijk bekendmaken, omdat het vorig jaar ook al gebeurde.",
		"pt": "A comporta inferior da barragem cedeu na segunda-feira e duas ruas ficaram inundadas antes que os bombeiros conseguissem fechá-la. Ninguém ficou ferido, disse o presidente da câmara, mas onze famílias tiveram de sair das suas casas.",
		"ja": "堰の下の門が月曜日に壊れ、閉じられるまでに二つの通りが水につかりました。けが人はいませんでした。",
		"zh": "水坝的下闸门星期一损坏，在重新关闭之前，两条街道被洪水淹没。没有人受伤，居民已经返回家中。",
		"ko": "월요일에 보의 아래쪽 수문이 무너져 다시 닫히기 전까지 두 거리가 물에 잠겼습니다. 다친 사람은 없었습니다.",
		"el": "Η κάτω πύλη του φράγματος υποχώρησε τη Δευτέρα και δύο δρόμοι πλημμύρισαν πριν ξανακλείσει.",
		"ar": "انهارت البوابة السفلى للسد يوم الاثنين وغمرت المياه شارعين قبل أن يتم إغلاقها من جديد.",
	} {
		if got := language.Of(text); got != lang {
			t.Errorf("%s is taken for %q: %s", lang, got, text)
		}
	}
}

func TestLanguageOfWhatIsNoneIsNotGuessed(t *testing.T) {
	for _, text := range []string{"", "Gate 7", "12.5 13.8 14.1 15.0 16.2 " + strings.Repeat("7.7 ", 40), strings.Repeat("XKQ 3 ", 20)} {
		if got := language.Of(text); got != "" {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
}
