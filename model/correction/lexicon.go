package correction

import (
	"strings"
	"sync"
)

// class is a set of classes of words.
type class uint32

// The classes of words.
const (
	this      class = 1 << iota // "this", before text
	the                         // "the", or its form before text
	text                        // what an outlet publishes: "article"
	report                      // the same, but also what others publish: "report"
	version                     // "version"
	earlier                     // "earlier"
	headline                    // a part of an article: "headline"
	mistake                     // "misstated", "incorrectly", "error"
	saying                      // "said", "gave"
	published                   // "published", "appeared"
	updated                     // "updated", "changed"
	corrected                   // "corrected"
	clarified                   // "clarified"
	retracted                   // "retracted"
	negation                    // "not"
	by                          // before the one who updated it
	of                          // before what a text is a part of
	we                          // "we", "our"
	in                          // "in", before "an earlier version"
	vague                       // for changes that others make, too: "amended"
	active                      // English forms that without "was" have an object: "changed"
	remark                      // by which an agency begins a remark: "corrects"
	quoted                      // an odd number of quotation marks is before the word
)

// changed are the words for what an outlet did.
const changed = updated | corrected | clarified | retracted

// forms are the forms of words of a class, in lower case. Those of several words have "_"
// between them.
var forms = []struct {
	class class
	words string
}{
	{this, `this these
		dieser dieses diesem diese diesen unserer unserem unseres
		este esta estas estos nuestro nuestra
		cet cette ces notre
		цей ця це ці цієї цього цій цьому цю нашої нашого нашій нашому
		questo questa questi
		deste desta neste nesta
		deze dit
		ten ta tego tej ta tym tę niniejszy niniejszego
		эта этот это этой этого этом эту нашей нашего`},
	{the, `the der des dem den das die vom im zum el la del los las le l du au aux il dello dell della nell nella lo o a do da no na het de`},
	{text, `article articles story stories column op-ed oped blogpost newsletter podcast
		artikel artikels artikeln beitrag beitrags beitrages beiträge
		artículo artículos noticia noticias
		articles dépêche
		стаття статті статтю статтею статей публікація публікації публікацію новина новини новину новині матеріал матеріалу матеріалі
		articolo articoli
		artigo artigos reportagem matéria
		artikelen nieuwsbericht
		artykuł artykułu artykule tekstu
		статья статьи статье статью публикация публикации публикацию новость новости заметка заметки заметке`},
	{report, `report reports piece post text item file dispatch page analysis review interview video
		text textes texts texte meldung bericht berichts berichtes nachricht seite
		texto textos nota notas información reportaje
		texte textes
		текст тексту тексті повідомлення повідомленні
		testo notizia servizio
		notícia
		stuk bericht tekst verhaal
		tekst tekście depesza depeszy informacja informacji wiadomości
		текст текста тексте материал материала материале сообщение сообщения сообщении`},
	{version, `version versions edition
		version fassung fassungen versionen
		versión versiones
		версія версії версію
		versione
		versão
		versie versies
		wersja wersji wersję
		версия версии версию`},
	{earlier, `earlier previous prior original initial former first
		früheren frühere früherer vorherigen vorherige ersten erste ursprünglichen ursprüngliche älteren vorigen
		anterior anteriores previa previas original inicial primera
		précédente précédentes antérieure première initiale originale
		попередній попередня попередньої попередню попередніх першій первинній початковій ранішій
		precedente precedenti prima iniziale originale
		primeira
		eerdere eerste vorige oorspronkelijke
		poprzednia poprzedniej poprzednią pierwotnej pierwszej wcześniejszej pierwotna wcześniejsza
		предыдущей предыдущая ранней первоначальной первой прежней`},
	{headline, `headline caption photograph
		überschrift bildunterschrift schlagzeile
		titular
		légende
		заголовок заголовку
		didascalia titolo
		legenda
		kop onderschrift
		заголовке заголовка`},
	{mistake, `misstated misstates misstate misidentified misspelled misspelt mischaracterized mischaracterised misattributed misquoted misreported
		incorrect incorrectly wrong wrongly erroneous erroneously mistaken mistakenly inaccurate inaccurately error errors mistake inadvertently
		falsch falsche falschen fälschlich fälschlicherweise irrtümlich irrtümlicherweise fehler fehlerhaft unkorrekt unzutreffend versehentlich
		error errores errónea erróneo erróneamente equivocadamente incorrecta incorrecto incorrectamente
		erreur erreurs erroné erronée erronément tort incorrecte inexacte
		помилково помилка помилку помилки неправильно невірно хибно неточність неточно помилкова помилкову
		errore errori erroneamente errata erroneo sbagliato erronea
		erro erros erroneamente incorreta incorretamente equivocadamente
		abusievelijk onrechte fout foutief foutieve onjuist onjuiste verkeerd vergissing
		błędnie omyłkowo błąd błędu błędną błędne nieprawidłowo niewłaściwie
		ошибочно ошибка ошибку ошибки неверно неправильно неточность`},
	{saying, `said stated says gave listed named referred described included omitted contained quoted attributed indicated reported suggested implied
		hieß stand nannte schrieben berichteten stellten
		decía indicaba afirmaba señalaba informaba mencionaba atribuía recogía incluía aseguraba
		indiquait affirmait mentionnait disait évoquait faisait attribuait comportait
		йшлося вказано зазначено зазначалося вказувалося стверджувалося говорилося сказано повідомлялося
		diceva riportava indicava affermava sosteneva riportato scritto
		dizia afirmava informava informou indicava
		stond vermeldde meldde stelde stonden
		podano napisano podaliśmy napisaliśmy informowaliśmy
		говорилось сообщалось указано указывалось утверждалось сказано`},
	{published, `published appeared appears ran posted printed
		erschien erschienen veröffentlicht publicado publicada publié publiée parue paru опубліковано опублікована pubblicato pubblicata gepubliceerd opublikowano опубликована опубликовано`},
	{updated, `updated amended changed revised modified updates
		aktualisiert aktualisieren ergänzt überarbeitet geändert angepasst
		actualizado actualizada actualizó actualizados modificado modificada
		mis_à_jour mise_à_jour actualisé actualisée modifié modifiée complété
		оновлено оновлена оновили оновлений доповнено змінено
		aggiornato aggiornata modificato
		atualizado atualizada atualizada editado
		aangepast bijgewerkt geactualiseerd geüpdatet gewijzigd aangevuld
		zaktualizowany zaktualizowano zaktualizowaliśmy uzupełniony zmieniony
		обновлена обновлено обновлён обновлен дополнена дополнено дополнен изменена`},
	{corrected, `corrected corrects correct
		korrigiert berichtigt richtiggestellt
		corregido corregida corrige rectificado rectificada
		corrigé corrigée rectifié rectifiée corrige
		виправлено виправлена виправили виправлений
		corretto corretta
		corrigido corrigida corrige
		gecorrigeerd verbeterd rechtgezet
		poprawiony poprawiono poprawiliśmy sprostowany skorygowany
		исправлена исправлено исправлен исправили`},
	{clarified, `clarified clarifies clarify
		präzisiert klargestellt
		aclarado aclarada
		précisé précisée
		уточнено уточнена
		chiarito precisato
		esclarecido
		verduidelijkt
		doprecyzowany
		уточнена уточнено`},
	{retracted, `retracted withdrawn retracts
		zurückgezogen
		retirado retirada retractado
		retiré retirée
		відкликано вилучено знято
		ritirato ritirata
		ingetrokken teruggetrokken
		wycofany wycofano
		отозвана удалена снята`},
	{vague, `amended changed revised modified geändert angepasst modificado modificada modifié modifiée змінено modificato editado gewijzigd aangepast zmieniony изменена`},
	{active, `updated amended changed revised modified corrected clarified retracted withdrawn`},
	{remark, `corrects clarifies updates refiles recasts`},
	{negation, `not never nicht nie no nunca ne pas jamais не non não niet nooit nie`},
	{by, `by von vom durch por par da pelo pela door przez`},
	{of, `of der des de del du d di do da van`},
	{in, `in en dans у в nella em numa na we w во`},
	{we, `we our wir unsere haben hemos nous avons ми we wij abbiamo мы`},
}

// lexicon holds the classes of words, and the phrases that end with a word.
type lexicon struct {
	classes map[string]class
	phrases map[string][]phrase
	longest int // the length of the longest word in bytes
}

// phrase is several words with a class.
type phrase struct {
	text  string
	class class
}

// words returns the lexicon. It is made once, and nobody changes it.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{classes: map[string]class{}, phrases: map[string][]phrase{}}
	for _, f := range forms {
		for word := range strings.FieldsSeq(f.words) {
			if i := strings.LastIndexByte(word, '_'); i >= 0 {
				last := word[i+1:]
				l.phrases[last] = append(l.phrases[last], phrase{strings.ReplaceAll(word, "_", " "), f.class})
				l.classes[last] |= 0 // it is looked up
				continue
			}
			l.classes[word] |= f.class
			l.longest = max(l.longest, len(word))
		}
	}
	return l
})
