package match

import (
	"strings"

	"assay.app/assay/model/search/token"
)

// factWords has the words of a language by which facts are read. Lists hold the forms
// of one thing joined by | and things separated by spaces.
type factWords struct {
	months   string // January … December; forms may be beginnings, with *
	weekdays string // Monday … Sunday
	units    string // second minute hour day week month year
	scales   string // hundred thousand million billion trillion
	below    string // "almost": the number is not reached
	under    string // "fewer", "up": any lesser number
	above    string // "more", "over", "least"
	about    string // "about"
	most     string // majorities and superlatives: "most"
	more     string // comparatives: "more"
	not      string // negations
	none     string // "no", "nobody"
	denies   string // verbs that deny
	affirms  string // verbs that affirm
	alike    string // words that count the same things, such as people
	upward   string // opposites, in the order of downward
	downward string
}

var factWordsOf = map[string]factWords{
	"en": {
		months: `january|jan february|feb march april may june july august|aug september|sept|sep october|oct november|nov
			december|dec`,
		weekdays: `monday tuesday wednesday thursday friday saturday sunday`,
		units:    `second|seconds minute|minutes hour|hours day|days week|weeks month|months year|years`,
		scales:   `hundred thousand|thousands|k million|millions|m|mln billion|billions|bn trillion|tn`,
		below:    `almost nearly`,
		under:    `under below fewer less up most maximum`,
		above:    `over above more least exceeding minimum`,
		about:    `about around some roughly approximately approx circa estimated perhaps`,
		most:     `most`,
		more:     `more|few`,
		not:      `not no never none nobody nothing neither without cannot`, // and isContracted
		none:     `no|none nobody`,
		denies:   `denied|denies|deny|denying rejected|rejects|reject|dismissed|dismisses`,
		affirms:  `confirmed|confirms|confirm|admitted|admits|admit acknowledged|acknowledges|accepted|accepts`,
		alike:    `people|persons|person|residents|villagers|inhabitants|citizens|locals|neighbours|neighbors dead|died|die|dies|killed|killing|kills|kill|toll|deaths|death|fatalities|lives missing|unaccounted injured|wounded|hurt|injuries|injuring|injures homes|houses`,
		upward: `rose|rise|rises|risen|rising|increased|increase|increases|grew|grow|climbed|up gained|gain|gains
			opened|open|opens|reopened won|win|wins higher approved|approve|approves|accepted|agreed north|northern east|eastern arrived|arrive
			succeeded|success guilty|convicted released|freed started|began|begin|begins alive|survived|survivors
			strengthened raised|raise|raises bought|buy`,
		downward: `fell|fall|falls|fallen|falling|decreased|decrease|decreases|shrank|shrink|dropped|declined lost|lose|loses
			closed|close|closes|shut lost|lose|loses lower rejected|reject|rejects|refused|declined south|southern west|western departed|left|leave
			failed|failure innocent|acquitted|cleared arrested|detained|jailed stopped|ended|end|ends dead|died|killed
			weakened lowered|cut|cuts sold|sell`,
	},
	"de": {
		months:   `januar|janner februar|feber marz april mai juni juli august september oktober november dezember`,
		weekdays: `montag|montags dienstag|dienstags mittwoch|mittwochs donnerstag|donnerstags freitag|freitags samstag|sonnabend sonntag|sonntags`,
		units:    `sekunde|sekunden minute|minuten stunde|stunden tag|tage|tagen woche|wochen monat|monate|monaten jahr|jahre|jahren`,
		scales:   `hundert tausend million|millionen|mio milliarde|milliarden|mrd billion|billionen`,
		below:    `fast beinahe knapp nahezu`, under: `unter weniger bis hochstens maximal`,
		above: `uber mehr mindestens wenigstens`, about: `etwa rund circa ungefahr ca zirka gut`,
		most: `meisten meiste`, more: `mehr|wenige`,
		not:     `nicht kein keine keinen keinem keiner nie niemals niemand nichts weder ohne`,
		none:    `kein|keine|keinen|keiner niemand`,
		denies:  `bestritt|bestreitet|bestritten dementierte|dementiert wies`,
		affirms: `bestatigte|bestatigt raumte|gestand`,
		alike:   `menschen|personen|bewohner|einwohner|burger|anwohner tot|tote|toten|gestorben|starben|getotet|todesopfer|leben|kamen vermisst|vermisste|vermissten verletzt|verletzte|verletzten hauser|wohnungen`,
		upward: `stieg|steigt|stiegen|gestiegen|wuchs|zugenommen geoffnet|offnete|offnet gewann|gewonnen|gewinnt hoher
			angenommen|gebilligt|zugestimmt|stimmte nord|norden|nordlich ost|osten|ostlich schuldig|verurteilt freigelassen|befreit begann|begonnen|beginnt uberlebt|uberlebten|lebend`,
		downward: `fiel|fallt|fielen|gefallen|sank|gesunken|schrumpfte|abgenommen geschlossen|schloss|schließt verlor|verloren|verliert niedriger
			abgelehnt|zuruckgewiesen|verweigert|lehnte sud|suden|sudlich west|westen|westlich unschuldig|freigesprochen festgenommen|inhaftiert|verhaftet endete|beendet|endet gestorben|starben|tot|getotet`,
	},
	"fr": {
		months:   `janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre`,
		weekdays: `lundi mardi mercredi jeudi vendredi samedi dimanche`,
		units:    `seconde|secondes minute|minutes heure|heures jour|jours|journee semaine|semaines mois an|ans|annee|annees`,
		scales:   `cent|cents mille|milliers million|millions milliard|milliards _`,
		below:    `presque quasi`, under: `moins jusqu maximum dessous`,
		above: `plus moins_ dessus minimum`, about: `environ quelque quelques pres autour vers`,
		most: `plupart majorite`, more: `davantage`,
		not:     `pas aucun aucune jamais personne rien ni sans`,
		none:    `aucun|aucune`,
		denies:  `nie|nient|dement|dementi|dementent|rejette|conteste|refute`,
		affirms: `confirme|confirment|confirmee admis|admet|reconnu|reconnait`,
		alike:   `personnes|habitants|residents|riverains|gens morts|mort|mortes|tues|tue|decedes|deces|victimes disparus|disparues|portes blesses|blessees|blesse maisons|logements|foyers`,
		upward: `augmente|augmentent|hausse|monte|montee|progresse|progression ouvert|ouverte|ouvre|rouvert gagne|gagnee|remporte superieur
			approuve|approuvee|accepte|acceptee|adopte nord orient coupable|condamne libere|liberes commence|debute survecu|vivant`,
		downward: `baisse|baissent|diminue|recule|recul|chute ferme|fermee|fermes|fermeture perdu|perd|perdue inferieur
			rejete|rejetee|refuse|refusee|repousse sud ouest innocent|acquitte|relaxe arrete|arretes|detenu termine|acheve|fini mort|morts|tue|tues`,
	},
	"es": {
		months:   `enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre`,
		weekdays: `lunes martes miercoles jueves viernes sabado domingo`,
		units:    `segundo|segundos minuto|minutos hora|horas dia|dias semana|semanas mes|meses ano|anos`,
		scales:   `cien|cientos mil|miles millon|millones _ billon|billones`,
		below:    `casi`, under: `menos hasta maximo`,
		above: `mas minimo superior`, about: `unos unas alrededor cerca aproximadamente`,
		most: `mayoria`, more: `mas`,
		not:     `no nunca jamas ningun ninguna ninguno nadie nada ni sin`,
		none:    `ningun|ninguna|ninguno nadie`,
		denies:  `nego|niega|niegan|desmintio|desmiente|rechazo`,
		affirms: `confirmo|confirma|confirman|admitio|admite|reconocio`,
		alike:   `personas|habitantes|vecinos|residentes|gente muertos|muerto|murieron|fallecieron|fallecidos|victimas desaparecidos|desaparecidas heridos|heridas|herido casas|viviendas|hogares`,
		upward: `subio|sube|subieron|aumento|aumenta|aumentaron|crecio|crece abrio|abierto|abierta|abre|abrieron gano|gana|ganaron superior
			aprobo|aprobado|aprobada|acepto|aceptada norte oriente culpable|condenado liberado|liberados|libero comenzo|empezo|inicio sobrevivio|sobrevivieron|vivo|vivos`,
		downward: `bajo|baja|bajaron|cayo|cae|cayeron|disminuyo|descendio cerro|cerrado|cerrada|cierra|cerraron perdio|pierde|perdieron inferior
			rechazo|rechazado|rechazada sur occidente inocente|absuelto detenido|detenidos|arrestado termino|acabo|finalizo murio|murieron|muerto|muertos`,
	},
	"uk": {
		months: `січень|січня|січні лютий|лютого|лютому березень|березня|березні квітень|квітня|квітні травень|травня|травні
			червень|червня|червні липень|липня|липні серпень|серпня|серпні вересень|вересня|вересні жовтень|жовтня|жовтні
			листопад|листопада|листопаді грудень|грудня|грудні`,
		weekdays: `понеділок|понеділка вівторок|вівторка середа|середу|середи четвер|четверга пятниця|пятницю|пятниці субота|суботу|суботи неділя|неділю|неділі`,
		units: `секунда|секунд|секунди хвилина|хвилин|хвилини година|годин|години день|днів|дні|дня тиждень|тижнів|тижні|тижня
			місяць|місяців|місяці|місяця рік|років|роки|року`,
		scales: `сто тисяча|тисяч|тисячі|тис мільйон|мільйонів|мільйони|млн мільярд|мільярдів|мільярди|млрд трильйон|трильйонів`,
		below:  `майже`, under: `менше до щонайбільше максимум`,
		above: `понад більше щонайменше мінімум`, about: `близько приблизно орієнтовно`,
		most: `більшість більшості`, more: `більше`,
		not:     `не ні жоден жодна жодного жодної ніколи ніхто нічого без немає`,
		none:    `жоден|жодна|жодного|жодної ніхто`,
		denies:  `заперечив|заперечила|заперечує|заперечують|спростував|спростувала|спростували`,
		affirms: `підтвердив|підтвердила|підтвердили|підтверджує|визнав|визнала|визнали`,
		alike:   `людей|люди|осіб|особи|мешканців|жителів|громадян загинули|загинуло|загиблих|загинув|померли|убито|жертв зниклих|зникли|зникло поранених|поранено|поранені будинків|домівок|осель`,
		upward: `зросла|зріс|зросли|зросло|збільшився|збільшилася|збільшилась|збільшилися|піднявся відкрили|відкрито|відкрив|відкрився виграв|виграла|виграли
			схвалив|схвалили|схвалила|ухвалили північ|північний|півночі схід|східний|сході винний|винним|засуджений звільнили|звільнено|звільнений почався|почалася|почали вижили|вижив|вижила`,
		downward: `впала|впав|впали|впало|зменшився|зменшилася|зменшилась|зменшилися|знизився закрили|закрито|закрив|закрився програв|програла|програли
			відхилив|відхилили|відхилила|відкинули південь|південний|півдні захід|західний|заході невинний|виправданий|виправдали затримали|затримано|арештували закінчився|закінчилася|закінчили загинули|загинув|загинула`,
	},
	"ru": {
		months: `январь|января|январе февраль|февраля|феврале март|марта|марте апрель|апреля|апреле май|мая|мае июнь|июня|июне
			июль|июля|июле август|августа|августе сентябрь|сентября|сентябре октябрь|октября|октябре ноябрь|ноября|ноябре
			декабрь|декабря|декабре`,
		weekdays: `понедельник|понедельника вторник|вторника среда|среду|среды четверг|четверга пятница|пятницу|пятницы суббота|субботу|субботы воскресенье|воскресенья`,
		units: `секунда|секунд|секунды минута|минут|минуты час|часов|часа день|дней|дня|дни неделя|недель|недели месяц|месяцев|месяца
			год|лет|года|годы`,
		scales: `сто тысяча|тысяч|тысячи|тыс миллион|миллионов|миллиона|млн миллиард|миллиардов|млрд триллион|триллионов`,
		below:  `почти`, under: `менее меньше до максимум`,
		above: `свыше более больше минимум`, about: `около примерно приблизительно порядка`,
		most: `большинство большинства`, more: `больше`,
		not:     `не ни никто ничего никогда нет без`,
		none:    `_ никто`,
		denies:  `отрицает|отрицал|отрицала|отрицают|опроверг|опровергла|опровергли`,
		affirms: `подтвердил|подтвердила|подтвердили|подтверждает|признал|признала|признали`,
		alike:   `людей|люди|человек|человека|лиц|жителей|граждан погибли|погибло|погибших|погиб|умерли|убиты|жертв пропавших|пропали|пропало раненых|ранены|ранено домов|домами`,
		upward: `выросла|вырос|выросли|выросло|увеличился|увеличилась|увеличились|поднялся открыли|открыт|открыл|открылся выиграл|выиграла|выиграли
			одобрил|одобрили|одобрила|приняли север|северный|севере восток|восточный|востоке виновен|виновным|осужден освободили|освобожден начался|началась|начали выжили|выжил|выжила`,
		downward: `упала|упал|упали|упало|снизился|снизилась|снизились|уменьшился закрыли|закрыт|закрыл|закрылся проиграл|проиграла|проиграли
			отклонил|отклонили|отклонила|отвергли юг|южный|юге запад|западный|западе невиновен|оправдан|оправдали задержали|задержан|арестовали закончился|закончилась|закончили погибли|погиб|погибла`,
	},
}

// signal is what a word says about a fact.
type signal struct {
	kind  signalKind
	value int // the month from 1, the weekday, unit or scale from 0, the opposition from 1
}

type signalKind uint8

const (
	isMonth signalKind = iota + 1
	isWeekday
	isUnit
	isScale
	isBelow
	isUnder
	isAbove
	isAbout
	isMost
	isMore
	isNot
	isDenial
	isAffirmation
	isUpward
	isDownward
	isAlike
	isNone
)

// nobody is the value of a word that counts people by itself.
const nobody = 1

// scaleValues are the values of the words in factWords.scales.
var scaleValues = [...]float64{1e2, 1e3, 1e6, 1e9, 1e12}

// unitDays are the units of time in days.
var unitDays = [...]float64{1.0 / 86400, 1.0 / 1440, 1.0 / 24, 1, 7, 30.4, 365}

// signals returns the words of a language, folded. A word may have several meanings.
func (f factWords) signals() map[string][]signal {
	all := map[string][]signal{}
	add := func(list string, kind signalKind, first int) {
		for i, forms := range strings.Fields(list) {
			for form := range strings.SplitSeq(forms, "|") {
				folded := token.Fold(form)
				all[folded] = append(all[folded], signal{kind, first + i})
			}
		}
	}
	add(f.months, isMonth, 1)
	add(f.weekdays, isWeekday, 0)
	add(f.units, isUnit, 0)
	add(f.scales, isScale, 0)
	add(f.below, isBelow, 0)
	add(f.under, isUnder, 0)
	add(f.above, isAbove, 0)
	add(f.about, isAbout, 0)
	add(f.most, isMost, 0)
	add(f.more, isMore, 0)
	add(f.not, isNot, 0)
	add(f.denies, isDenial, 0)
	add(f.affirms, isAffirmation, 0)
	add(f.alike, isAlike, 1)
	add(f.none, isNone, 0)
	add(f.upward, isUpward, 1)
	add(f.downward, isDownward, 1)
	return all
}

// measures are what amounts are given in. Two amounts in one measure need not be of one
// thing.
var measures = hashesOf("en", `crowns dollars pounds euros yen francs marks roubles cents pence percent points metres meters
	kilometres kilometers miles feet inches tonnes tons kilos litres liters barrels bushels acres hectares knots degrees
	shares times`)

// hashesOf returns the hashes of the stems of words.
func hashesOf(lang, words string) (all []uint32) {
	v := vocabularies[lang]
	for w := range strings.FieldsSeq(words) {
		all = append(all, hashOf(v.stem(token.Fold(w))))
	}
	return all
}
