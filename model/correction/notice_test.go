package correction

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// article returns an article of paragraphs, each divided into sentences. One that begins
// with "#" is set aside.
func article(language string, paragraphs ...string) *model.Document {
	d := &model.Document{}
	d.Metadata.Language = language
	for _, text := range paragraphs {
		text, aside := strings.CutPrefix(text, "#")
		start := len(d.Text)
		d.Text += text + "\n\n"
		d.Paragraphs = append(d.Paragraphs, model.Span{Start: start, End: start + len(text)})
		for _, s := range segment.Sentences(language, text) {
			u := model.Unit{Span: model.Span{Start: start + s.Start, End: start + s.End}, Paragraph: len(d.Paragraphs) - 1}
			if aside {
				u.Kind = model.UnitResidue
			}
			d.Units = append(d.Units, u)
		}
	}
	return d
}

// filler are paragraphs without a notice.
var filler = []string{
	"The wall of the harbour held all night. Twelve boats sank, and their owners came at dawn to look for them.",
	"The mayor said that nobody was hurt. Crews cleared the road by noon.",
	"Schools stay shut until Monday. The ferry will not sail before the wind falls.",
	"The last storm of this strength was in the spring of the year before. It broke the old pier.",
	"Rain is expected again. Residents were told to keep away from the shore.",
	"The port authority will look at the wall when the water is low. It was built by prisoners.",
}

func TestNotices(t *testing.T) {
	for _, c := range []struct {
		language string
		kind     Kind
		text     string
	}{
		{"en", Corrected, "An earlier version of this article misstated the number of boats."},
		{"en", Corrected, "An earlier version of this story gave the wrong age for the mayor. She is 52."},
		{"en", Corrected, "A previous version of this report incorrectly said that the wall had broken."},
		{"en", Corrected, "In an earlier version of this article, the name of the ferry was misspelled."},
		{"en", Corrected, "The original version of this story said the pier was closed."},
		{"en", Corrected, "A version of this article published on Friday misidentified the owner of the boat."},
		{"en", Corrected, "An earlier headline on this article misstated where the boats sank."},
		{"en", Corrected, "A picture caption with an earlier version of this article misidentified the ferry."},
		{"en", Corrected, "An earlier version of the article wrongly gave the number of boats as eight."},
		{"en", Corrected, "Correction: The wall is 400 metres long, not 40."},
		{"en", Corrected, "CORRECTION — The wall is 400 metres long, not 40."},
		{"en", Corrected, "Correction (Oct. 12, 2031): The wall is 400 metres long."},
		{"en", Corrected, "Corrections and clarifications: The wall is 400 metres long."},
		{"en", Corrected, "This story has been corrected to say that twelve boats sank."},
		{"en", Corrected, "This article was updated on 3 May to correct the number of boats."},
		{"en", Corrected, "This version corrects the spelling of the mayor’s name."},
		{"en", Corrected, "(Corrects paragraph 3 to say that twelve boats sank)"},
		{"en", Corrected, "We have corrected this article."},
		{"en", Corrected, "Editor's note: The number of boats in the second paragraph has been corrected."},
		{"en", Updated, "This article was updated on 3 May 2031 to add a statement of the port authority."},
		{"en", Updated, "This story has been updated with comment from the mayor."},
		{"en", Updated, "This article was first published on 3 May and was last updated on 4 May."},
		{"en", Updated, "This article was amended on 4 May 2031 to remove a photograph."},
		{"en", Updated, "Update: The ferry line said after publication that it would sail again on Monday."},
		{"en", Updated, "*The article has been updated to include the ferry line's response."},
		{"en", Updated, "Editor’s note: This story has been updated to include the mayor's reply."},
		{"en", Clarified, "Clarification: The ferry sailed on Monday, but without passengers."},
		{"en", Clarified, "This story has been clarified to show that the ferry was empty."},
		{"en", Retracted, "Retraction: The report on the ferry could not be confirmed."},
		{"en", Retracted, "This article has been retracted."},
		{"de", Corrected, "In einer früheren Version dieses Artikels hieß es, acht Boote seien gesunken."},
		{"de", Corrected, "In einer ersten Fassung des Textes stand fälschlicherweise, die Mauer sei gebrochen."},
		{"de", Corrected, "Korrektur: Es waren zwölf Boote, nicht acht."},
		{"de", Corrected, "Anm. d. Red.: In einer früheren Fassung dieses Beitrags war der Name falsch geschrieben."},
		{"de", Corrected, "Wir haben den Fehler in diesem Artikel korrigiert."},
		{"de", Updated, "Dieser Artikel wurde am 3. Mai aktualisiert."},
		{"de", Updated, "Anmerkung der Redaktion: Wir haben diesen Text um eine Antwort der Reederei ergänzt."},
		{"de", Retracted, "Richtigstellung und Rückzug: Dieser Artikel wurde zurückgezogen."},
		{"es", Corrected, "Una versión anterior de este artículo decía que se hundieron ocho barcos."},
		{"es", Corrected, "Corrección: se hundieron doce barcos, no ocho."},
		{"es", Corrected, "Fe de errores. El muro mide 400 metros."},
		{"es", Updated, "Este artículo ha sido actualizado el 3 de mayo con la respuesta de la naviera."},
		{"fr", Corrected, "Une version précédente de cet article indiquait que huit bateaux avaient coulé."},
		{"fr", Corrected, "Rectificatif : douze bateaux ont coulé, et non huit."},
		{"fr", Updated, "Mise à jour : la compagnie a répondu après la publication de ce texte."},
		{"fr", Updated, "Cet article a été mis à jour le 3 mai."},
		{"fr", Corrected, "Cet article a été modifié le 3 mai : par erreur, nous avions écrit huit bateaux."},
		{"uk", Corrected, "У попередній версії цієї статті йшлося про вісім човнів."},
		{"uk", Corrected, "У попередній версії матеріалу було помилково вказано кількість човнів."},
		{"uk", Corrected, "У попередній версії помилково йшлося про вісім човнів."},
		{"uk", Corrected, "Виправлення: затонули дванадцять човнів, а не вісім."},
		{"uk", Updated, "Матеріал оновлено: додано коментар порту."},
		{"uk", Updated, "Оновлено: після публікації порт повідомив, що човнів було дванадцять."},
		{"it", Corrected, "Una versione precedente di questo articolo riportava che otto barche erano affondate."},
		{"it", Updated, "Questo articolo è stato aggiornato il 3 maggio."},
		{"it", Corrected, "Errata corrige: le barche erano dodici."},
		{"pt", Corrected, "Uma versão anterior deste artigo dizia que oito barcos afundaram."},
		{"pt", Corrected, "Correção: afundaram doze barcos, e não oito."},
		{"nl", Corrected, "In een eerdere versie van dit artikel stond dat acht boten waren gezonken."},
		{"nl", Updated, "Dit artikel is op 3 mei aangevuld met een reactie van de haven."},
		{"pl", Corrected, "We wcześniejszej wersji tego artykułu błędnie podano liczbę łodzi."},
		{"pl", Corrected, "Sprostowanie: zatonęło dwanaście łodzi."},
		{"ru", Corrected, "В предыдущей версии этой статьи говорилось о восьми лодках."},
		{"ru", Updated, "Статья обновлена после ответа порта."},
		{"ja", Corrected, "訂正：沈んだ船は八隻ではなく十二隻でした。"},
		{"zh", Corrected, "更正：沉没的船只为十二艘。"},
		{"ar", Corrected, "تصحيح: غرق اثنا عشر قاربا."},
	} {
		for name, d := range map[string]*model.Document{
			"at the end":   article(c.language, append(filler[:6:6], c.text)...),
			"at the start": article(c.language, append([]string{c.text}, filler...)...),
			"set aside":    article(c.language, append(append(filler[:3:3], "#"+c.text), filler[3:]...)...),
		} {
			all := Notices(d)
			if len(all) != 1 || all[0].Text != c.text || all[0].Kind != c.kind || all[0].Span.Of(d.Text) != c.text {
				t.Errorf("%s, %s, %q: %+v", c.language, name, c.text, all)
			}
		}
	}
}

func TestTextsThatAreNoNotices(t *testing.T) {
	for _, c := range []struct{ language, text string }{
		{"en", "An earlier version of the bill would have closed the harbour."},
		{"en", "An earlier version of the report said the wall was safe."},
		{"en", "An earlier version of the app gave wrong tide tables."},
		{"en", "The first edition of the book misstated his age, critics say."},
		{"en", "Analysts expect a correction of prices in the spring."},
		{"en", "The correction: that is what traders call a fall of ten percent."},
		{"en", "Correction officers said the prison was flooded."},
		{"en", "Corrections officials moved the prisoners."},
		{"en", "Correctional staff slept in the hall."},
		{"en", "An update of the tide tables is due in May."},
		{"en", "Updated: 3 May 2031, 14:30 GMT."},
		{"en", "Updated at 3:15 p.m."},
		{"en", "This report was updated by the ministry every year."},
		{"en", "This article of the constitution was amended in 2010."},
		{"en", "This story changed his life."},
		{"en", "This article was not updated."},
		{"en", "The authority has updated its report on the wall."},
		{"en", "The newspaper retracted the article and dismissed its author."},
		{"en", "The mayor corrected herself and spoke of twelve boats."},
		{"en", "The Gull wrote: “An earlier version of this article misstated the number of boats.”"},
		{"en", "“Correction: nobody drowned,” the mayor wrote."},
		{"en", "A version of this article appears in print on Saturday."},
		{"en", "An earlier version of this article appeared in the Gull."},
		{"en", "Editor's note: This story contains descriptions of violence."},
		{"en", "Editor's note: Ana Ruiz is a historian who writes about harbours."},
		{"en", "Note to readers: the names of the fishermen were changed to protect them."},
		{"en", "The updated version of the plan has no pier."},
		{"en", "His version of the story was wrong, the court found."},
		{"en", "Clarification of the rules was promised for May."},
		{"en", "Police corrected an earlier report of eight dead."},
		{"en", "The port said an earlier statement was wrong."},
		{"en", "She retracted her first statement in court."},
		{"de", "Eine frühere Version des Gesetzes sah keine Mauer vor."},
		{"de", "Die Korrektur der Preise kam im Mai."},
		{"de", "Der Fehler in der ersten Meldung des Hafens wurde am Abend korrigiert."},
		{"de", "Hinweis: Die Fähre fährt am Montag wieder."},
		{"es", "Una versión anterior del proyecto preveía un muro más alto."},
		{"es", "La corrección de los precios llegó en mayo."},
		{"fr", "Une version précédente du projet prévoyait un mur plus haut."},
		{"fr", "Cette version des faits est une erreur, dit le maire."},
		{"uk", "Попередня версія законопроєкту передбачала вищу стіну."},
		{"uk", "Виправлення помилок у таблицях триває."},
		{"it", "La versione precedente del progetto aveva un errore."},
		{"nl", "Een eerdere versie van het plan was fout."},
		{"pl", "Wcześniejsza wersja ustawy zawierała błąd."},
		{"ru", "Первая версия закона содержала ошибку."},
	} {
		for name, d := range map[string]*model.Document{
			"at the end":   article(c.language, append(filler[:6:6], c.text)...),
			"in the midst": article(c.language, append(append(filler[:3:3], c.text), filler[3:]...)...),
			"in a paragraph": article(c.language, append(filler[:3:3], filler[3]+" "+c.text+" "+filler[4], filler[5],
				filler[0], filler[1])...),
		} {
			if all := Notices(d); len(all) != 0 {
				t.Errorf("%s, %s, %q: %+v", c.language, name, c.text, all)
			}
		}
	}
}

func TestNoticesOfSeveralUnits(t *testing.T) {
	for _, c := range []struct {
		name       string
		paragraphs []string
		want       string
	}{
		{
			"a heading of its own",
			[]string{filler[0], filler[1], "Correction", "The wall is 400 metres long. It was built by prisoners.", filler[2], filler[3], filler[4]},
			"Correction\n\nThe wall is 400 metres long. It was built by prisoners.",
		},
		{
			"a heading with a date",
			[]string{filler[0], filler[1], filler[2], "Correction, Oct. 12:", "The wall is 400 metres long."},
			"Correction, Oct. 12:\n\nThe wall is 400 metres long.",
		},
		{
			"what follows in the paragraph",
			[]string{filler[0], filler[1], filler[2], "An earlier version of this article misstated the length of the wall. It is 400 metres. We regret the error."},
			"An earlier version of this article misstated the length of the wall. It is 400 metres. We regret the error.",
		},
		{"a heading at the end", []string{filler[0], filler[1], filler[2], "Correction:"}, "Correction:"},
		{
			"two in one paragraph",
			[]string{filler[0], filler[1], filler[2], "This article was amended on 4 May. An earlier version of this article misstated the length of the wall."},
			"This article was amended on 4 May. An earlier version of this article misstated the length of the wall.",
		},
	} {
		all := Notices(article("en", c.paragraphs...))
		if len(all) != 1 || all[0].Text != c.want {
			t.Errorf("%s: %+v", c.name, all)
		}
	}
	two := article("en", append([]string{"Update: The ferry line said that it would sail again on Monday."}, append(filler[:6:6], "Correction: It was eight boats.")...)...)
	if all := Notices(two); len(all) != 2 || all[0].Kind != Updated || all[1].Kind != Corrected || all[0].Unit != 0 {
		t.Errorf("%+v", all)
	}
	if all := Notices(&model.Document{}); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

func FuzzNotices(f *testing.F) {
	f.Add("Correction: It was eight.\nAn earlier version of this article misstated it.", "en")
	f.Add("Anm. d. Red.: In einer früheren Fassung\nhieß es (Corrects", "de")
	f.Add("【訂正】\xff\nİi ǅ mis à jour\n(", "ja")
	f.Fuzz(func(t *testing.T, text, language string) {
		d := article(language, strings.Split(text, "\n")...)
		if _, sum := classes(text); sum&telling != 0 && !gateOf().opens(text) {
			t.Fatal("the gate is closed")
		}
		end := 0
		for _, n := range Notices(d) {
			if n.Span.Start < end || n.Span.End <= n.Span.Start || n.Span.Of(d.Text) != n.Text || d.Units[n.Unit].Span.Start != n.Span.Start {
				t.Fatalf("%+v", n)
			}
			end = n.Span.End
		}
	})
}

// TestGateOpensForEveryNotice compares the gate with the words themselves.
func TestGateOpensForEveryNotice(t *testing.T) {
	for word, c := range words().classes {
		if c&telling == 0 {
			continue
		}
		for _, text := range []string{word, strings.ToUpper(word), "(" + word + ")", "3 " + word + "."} {
			if !gateOf().opens(text) && strings.ToLower(strings.ToUpper(word)) == word {
				t.Errorf("%q", text)
			}
		}
	}
	if gateOf().opens(filler[5]) {
		t.Errorf("opens for %q", filler[5])
	}
}

// BenchmarkNotices searches articles of 3 kB without a notice.
func BenchmarkNotices(b *testing.B) {
	cyrillic := strings.Repeat("Стіна гавані встояла, але затонули дванадцять човнів. ", 5)
	for name, d := range map[string]*model.Document{
		"Latin":    article("en", append(append(filler[:6:6], filler...), append(filler, filler...)...)...),
		"Cyrillic": article("uk", cyrillic, cyrillic, cyrillic, cyrillic, cyrillic, cyrillic),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(d.Text)))
			for b.Loop() {
				Notices(d)
			}
		})
	}
}
