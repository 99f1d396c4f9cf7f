package quote

import "testing"

func TestDialogueByDashes(t *testing.T) {
	checkSpeech(t, []speechCase{
		{
			"Spanish, in the middle", "es", "Silencio.\n\n—No podemos cruzar el río —dijo Ana Luna—. Mañana bajará.",
			[]said{{"—No podemos cruzar el río", "Ana Luna", "dijo"}, {"Mañana bajará.", "Ana Luna", "dijo"}},
		},
		{
			"Spanish, a question and an answer", "es", "—¿Y el molino? —preguntó el alcalde.\n\n—Cerrado.",
			[]said{{"—¿Y el molino?", "el alcalde", "preguntó"}, {"—Cerrado.", "", ""}},
		},
		{
			"Spanish, an act", "es", "—Bien. —Tomás cerró la puerta—. Nos vemos.",
			[]said{{"—Bien.", "", ""}, {"Nos vemos.", "", ""}},
		},
		{
			"Spanish, a verb not listed", "es", "—Ya voy —farfulló Ana—, pero no hoy.",
			[]said{{"—Ya voy", "Ana", "farfulló"}, {"pero no hoy.", "Ana", "farfulló"}},
		},
		{
			"French, behind a comma", "fr", "— Le pont ne tiendra pas, dit Anne Durel. Demain nous verrons.",
			[]said{{"— Le pont ne tiendra pas", "Anne Durel", "dit"}, {"Demain nous verrons.", "Anne Durel", "dit"}},
		},
		{
			"French, then an act", "fr", "— Oui, répondit-il. Elle se leva.",
			[]said{{"— Oui", "il", "répondit"}},
		},
		{
			"French, a circumstance", "fr", "— Nulle part, dit-il, en souriant. Rien.",
			[]said{{"— Nulle part", "il", "dit"}, {"Rien.", "il", "dit"}},
		},
		{
			"French, between dashes", "fr", "– Nous attendons – dit Anne – depuis hier.",
			[]said{{"– Nous attendons", "Anne", "dit"}, {"depuis hier.", "Anne", "dit"}},
		},
		{
			"Ukrainian", "uk", "— Міст не витримає, — сказала Ганна Коваль. — Завтра побачимо.\n\n— Куди ви йдете? — запитав Тарас.",
			[]said{
				{"— Міст не витримає", "Ганна Коваль", "сказала"},
				{"Завтра побачимо.", "Ганна Коваль", "сказала"},
				{"— Куди ви йдете?", "Тарас", "запитав"},
			},
		},
		{
			"Ukrainian, an act", "uk", "— Додому. — Вона усміхнулася. — Уже пізно.",
			[]said{{"— Додому.", "", ""}, {"Уже пізно.", "", ""}},
		},
		{
			"Ukrainian, a dash for a verb", "uk", "— Наш дім — це море, — тихо прошепотіла вона.",
			[]said{{"— Наш дім — це море", "вона", "прошепотіла"}},
		},
		{
			"Ukrainian, hyphens", "uk", "- Міст не витримає, - сказала Ганна Коваль.",
			[]said{{"- Міст не витримає", "Ганна Коваль", "сказала"}},
		},
		{
			"Russian, nobody named in the second", "ru", "— Мост не выдержит, — сказала Анна Коваль.\n— Дом, в котором мы живём, — старый.",
			[]said{{"— Мост не выдержит", "Анна Коваль", "сказала"}, {"— Дом, в котором мы живём, — старый.", "", ""}},
		},
		{
			"Russian, the speaker first", "ru", "— Мост не выдержит, — она вздохнула и ответила. — Едем.",
			[]said{{"— Мост не выдержит", "она", "вздохнула"}, {"Едем.", "она", "вздохнула"}},
		},
		{
			"Ukrainian, the present", "uk", "– Скільки коштує міст? – цікавиться Ганна.\n– Сто гривень, – каже продавець. – Беріть.",
			[]said{{"– Скільки коштує міст?", "Ганна", "цікавиться"}, {"– Сто гривень", "продавець", "каже"}, {"Беріть.", "продавець", "каже"}},
		},
		{
			"Russian, an act within a sentence", "ru", "— Ну что, — Иван встал со стула, — поехали!",
			[]said{{"— Ну что", "", ""}, {"поехали!", "", ""}},
		},
		{
			"Russian, a noun speaks", "ru", "— Вы откуда? — поинтересовался сторож.",
			[]said{{"— Вы откуда?", "сторож", "поинтересовался"}},
		},
		{
			"French, a verb not listed", "fr", "— De quoi ? fit Marc.",
			[]said{{"— De quoi ?", "Marc", "fit"}},
		},
		{"alone", "uk", "Стало тихо.\n\n— Ні, дякую.\n\nГанна вийшла.", []said{{"— Ні, дякую.", "", ""}}},
		{
			"quotation marks within", "ru", "— «Заря» закрыта, — сказал сторож.",
			[]said{{"— «Заря» закрыта", "сторож", "сказал"}},
		},
		{
			"introduced", "uk", "Ганна Коваль сказала:\n— Міст не витримає.",
			[]said{{"— Міст не витримає.", "Ганна Коваль", "сказала"}},
		},
	})
}

func TestDashesThatBeginNoDialogue(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"a list", "es", "Las medidas son:\n\n— Reparar el muro.\n— Cerrar el puerto.", nil},
		{"a list in small letters", "ru", "Решили:\n\n— починить мост;\n— закрыть порт.", nil},
		{"a list without a colon", "fr", "Au programme\n\n— Le mur.\n— Le port.", nil},
		{"a signature", "uk", "Стало тихо.\n\n— Ганна Коваль, мер.", nil},
		{"a remark after a dash", "fr", "Le port – fermé depuis mai – rouvre.", nil},
		{"English", "", "The plan:\n\n— Mend the wall.\n— Is it late?", nil},
	})
}
