package segment

import "testing"

func TestUkrainian(t *testing.T) {
	checkSplits(t, []splitCase{
		{"uk", "Поїзд рушив о п’ятій. ⏐ Ніхто не махав."},
		{"uk", "Він мешкає на вул. Садовій у м. Лубни. ⏐ Там тихо."},
		{"uk", "Т. Г. Коваль народився 1874 р. в селі. ⏐ Він був пасічником."},
		{"uk", "Це сталося 1874 р. ⏐ Потім була зима."},
		{"uk", "Яблука, груші та ін. плоди (див. рис. 4) зберігають у льоху."},
		{"uk", "Хліб коштує 5 тис. грн за тонну і т. д. без кінця."},
		{"uk", "— Хто там? — спитав дід. ⏐ — Свої. ⏐ — Заходьте!"},
		{"uk", "«Чому ви мовчите?» — запитала вона."},
		{"uk", "«Ми чекали довго. ⏐ Ніхто не прийшов», — сказав сторож."},
		{"uk", "Ішли мовчки… ⏐ Потім заспівали."},
	})
}

func TestRussian(t *testing.T) {
	checkSplits(t, []splitCase{
		{"ru", "Поезд ушёл в пять. ⏐ Никто не махал."},
		{"ru", "Он живёт на ул. Садовой в г. Лубны. ⏐ Там тихо."},
		{"ru", "В 1874 г. Иван уехал, т. е. бежал."},
		{"ru", "— Кто там? — спросил дед. ⏐ — Свои."},
	})
}

func TestGerman(t *testing.T) {
	checkSplits(t, []splitCase{
		{"de", "Am 3. Oktober kam der Zirkus. ⏐ Alle waren da."},
		{"de", "Die 2. Auflage erschien im 19. Jahrhundert."},
		{"de", "Er wurde 65. ⏐ Das war sein letztes Fest."},
		{"de", "Äpfel, Birnen usw. kosten ca. 3 Mio. Euro, z. B. im Herbst."},
		{"de", "„Kommt ihr mit?“, fragte Dr. Lenz. ⏐ „Nein.“ ⏐ Sie gingen."},
		{"de", "»Kommt ihr mit?« ⏐ Niemand antwortete."},
		{"de-AT", "Hr. Moser kam bzw. ging. ⏐ Niemand sah ihn."},
	})
}

func TestRomanceLanguages(t *testing.T) {
	checkSplits(t, []splitCase{
		{"fr", "M. Durel est parti. ⏐ Mme Rey reste."},
		{"fr", "« Tu viens ? » demanda-t-il. ⏐ « Non. » ⏐ Elle sortit."},
		{"fr", "La ville fut prise en 52 av. J.-C. par les légions."},
		{"fr", "Voir p. 12, fig. 3, etc. ⏐ Le reste suit."},
		{"es", "El Sr. Luna llegó tarde. ⏐ ¿Dónde estaba? ⏐ ¡Nadie lo sabe!"},
		{"es", "Vive en EE. UU. desde 1990. ⏐ La Dra. Paz también."},
		{"es", "—¿Quién es? —preguntó Ana. ⏐ —Soy yo."},
		{"it", "Il sig. Rossi e la dott.ssa Neri sono partiti. ⏐ Nessuno li ha visti."},
		{"pt", "O Sr. Lima chegou às 9. ⏐ Ninguém o viu, etc. e tal."},
	})
}

func TestOtherEuropeanLanguages(t *testing.T) {
	checkSplits(t, []splitCase{
		{"pl", "Prof. Nowak mieszka przy ul. Leśnej. ⏐ Nikt go nie zna."},
		{"cs", "Dne 3. Března přišel p. Novák. ⏐ Nikdo ho neznal."},
		{"nl", "Dhr. Bakker kwam o.a. voor brood. ⏐ Niemand zag hem."},
		{"sv", "Hon köpte bl.a. bröd. ⏐ Ingen såg henne."},
		{"el", "Πού είναι το κλειδί; ⏐ Κανείς δεν ξέρει."},
		{"el", "Πού είναι το κλειδί\u037E ⏐ Κανείς δεν ξέρει."},
		{"tr", "Prof. Demir 3. katta oturuyor. ⏐ Kimse onu görmedi."},
	})
}

func TestEasternScripts(t *testing.T) {
	checkSplits(t, []splitCase{
		{"ja", "船は朝に出た。⏐誰も手を振らなかった。"},
		{"ja", "「鍵はどこ？」と彼は聞いた。⏐誰も知らない！⏐本当に？"},
		{"ja", "「鍵はない。」⏐彼女は帰った。"},
		{"ja", "とても良い店!⏐また行きます。"},
		{"zh", "船清晨离开了。⏐没有人挥手！⏐为什么？"},
		{"zh", "“钥匙在哪里？”他问。⏐没有人知道。"},
		{"ko", "배는 새벽에 떠났다. ⏐ 아무도 손을 흔들지 않았다."},
		{"ar", "أين المفتاح؟ ⏐ لا أحد يعرف. ⏐ غادر د. سامي."},
		{"ar", "أين المفتاح؟\u200f ⏐ \u200fلا أحد يعرف."},
		{"ur", "کشتی چلی گئی۔ ⏐ کسی نے ہاتھ نہیں ہلایا۔"},
		{"hi", "नाव सुबह चली गई। ⏐ किसी ने हाथ नहीं हिलाया।"},
	})
}
