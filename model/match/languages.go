package match

// languageWords has what is known of one language.
type languageWords struct {
	classes  [4]string // folded stems or words by class, most frequent first: function, usual, ordinary, familiar
	numbers  string    // the words for numberValues, in order; "_" if there is none
	plural   bool
	function string // more function words, which the lexicon lacks
	least    class  // of the words in classes; the lexicon has the function words
}

// numberValues are the values of the words in languageWords.numbers.
var numberValues = [...]float64{
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90,
}

var languages = map[string]languageWords{
	"en": {
		classes: englishClasses,
		numbers: `zero one two three four five six seven eight nine ten eleven twelve|dozen thirteen fourteen fifteen sixteen
			seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety`,
		least:    usual,
		function: `be been being am not s t than there here if all up out off again too very just also so`,
		plural:   true,
	},
	"de": {
		classes: [4]string{
			`der die das den dem des ein eine einer eines einem einen und oder aber auch nicht kein keine ist sind war waren wird
			werden wurde wurden worden hat haben hatte hatten sein seine seiner seinen ihr ihre ihren ihrer er sie es wir ich man
			sich mit von vom zu zum zur in im an am auf aus bei beim nach vor fur uber unter durch gegen ohne um bis seit als wie
			wenn dass daß ob weil da dort hier so noch nur schon mehr sehr wieder dann doch was wer wo diese dieser dieses diesem
			diesen kann konnen konnte soll sollen muss mussen will wollen wollte sei seien habe selbst zwischen wegen etwa rund`,
			`jahr jahre jahren tag tage tagen woche wochen monat uhr zeit land mensch menschen neue neuen neuer ersten erste zwei drei
			prozent sagte sagt erklarte teilte mitteilte laut angaben heute gestern bereits immer viele andere anderen gibt ging kam
			am montag dienstag mittwoch donnerstag freitag samstag sonntag`,
			`stadt regierung million millionen euro deutschland deutsche deutschen land gut groß große großen frau mann leben arbeit
			gehen kommen machen lassen stehen sehen geben letzten vergangenen nachsten sprecher sprecherin mehrere weitere weiteren`,
			`prasident minister polizei partei unternehmen welt teil ende ziel frage seite fall kinder bericht behorde behorden`,
		},
		numbers: `null eins|ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn
			achtzehn neunzehn zwanzig dreißig|dreissig vierzig funfzig sechzig siebzig achtzig neunzig`,
	},
	"fr": {
		classes: [4]string{
			`le la les l un une des du de d au aux et ou mais ne pas n est sont etait etaient a ont avait avaient ete etre avoir sera
			il elle ils elles on nous vous je se s ce c cet cette ces son sa ses leur leurs qui que qu quoi dont ou en y dans par
			pour sur sous avec sans entre vers chez contre depuis pendant apres avant comme si plus moins tres aussi encore deja
			tout toute tous toutes meme autre autres lui fait faire peut doit lors selon alors puis ainsi`,
			`an ans annee annees jour jours semaine mois heure heures temps pays nouveau nouvelle premier premiere deux trois dit
			declare affirme indique annonce explique aujourd hui hier lundi mardi mercredi jeudi vendredi samedi dimanche`,
			`ville gouvernement million millions euro euros france francais francaise grand grande bien homme femme personne personnes
			dernier derniere derniers plusieurs environ porte parole aller venir prendre mettre`,
			`president ministre police parti entreprise monde partie fin fois cas enfants rapport autorites`,
		},
		numbers: `zero un|une deux trois quatre cinq six sept huit neuf dix onze douze|douzaine treize quatorze quinze seize _ _ _ vingt
			trente quarante cinquante soixante septante octante nonante`,
		plural: true,
	},
	"es": {
		classes: [4]string{
			`el la los las lo un una unos unas de del al a y e o u pero no ni es son era eran fue fueron ha han habia habian sido ser
			estar esta estan este estos estas ese esa esos que quien cual cuyo en por para con sin sobre entre hasta desde hacia
			contra durante tras ante segun como si mas menos muy tambien ya aun todavia todo toda todos todas mismo otro otra otros
			otras su sus se le les me nos yo ella ellos cuando donde porque hay tiene tienen puede`,
			`ano anos dia dias semana mes meses hora horas tiempo pais nuevo nueva primer primera primero dos tres dijo afirmo senalo
			declaro aseguro explico informo hoy ayer lunes martes miercoles jueves viernes sabado domingo`,
			`ciudad gobierno millon millones euro euros espana espanol espanola gran grande bien hombre mujer persona personas ultimo
			ultima ultimos varios alrededor portavoz hacer decir`,
			`presidente ministro policia partido empresa mundo parte fin vez caso ninos informe autoridades`,
		},
		numbers: `cero uno|un|una dos tres cuatro cinco seis siete ocho nueve diez once doce|docena trece catorce quince dieciseis
			diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa`,
		plural: true,
	},
	"uk": {
		classes: [4]string{
			`і й та а але або чи не ні в у на з із зі до від за по про для при під над між через після перед без як що щоб якщо коли
			де хто який яка яке які якого якої яких це цей ця ці цього цієї цих той та те ті того тієї тих він вона воно вони його її
			їх ми ви я ти себе свій своя своє свої був була було були є буде будуть бути має мають вже ще також лише тільки більше
			менше дуже так то ж же б би`,
			`рік року років роки день дня днів тиждень тижня тижнів місяць місяця місяців година години час часу країна країни новий
			нова нові перший перша два дві три сказав сказала заявив заявила повідомив повідомила зазначив зазначила сьогодні вчора
			понеділок вівторок середу четвер пятницю суботу неділю`,
			`місто міста уряд мільйон мільйонів мільйони гривень україна україни українських великий велика людина люди людей минулого
			кілька близько речник`,
			`президент міністр поліція партія компанія світ частина кінець раз дітей звіт влада`,
		},
		numbers: `нуль один|одна|одне два|дві|двоє три|троє|трьох чотири|четверо|чотирьох пять|п'ять|п’ять шість сім вісім девять десять
			одинадцять дванадцять тринадцять чотирнадцять пятнадцять шістнадцять сімнадцять вісімнадцять девятнадцять двадцять
			тридцять сорок пятдесят шістдесят сімдесят вісімдесят девяносто`,
	},
	"ru": {
		classes: [4]string{
			`и а но или не ни в во на с со из к ко от до за по о об про для при под над между через после перед без как что чтобы если
			когда где кто который которая которое которые которого которой которых это этот эта эти этого этой этих тот та те того
			той тех он она оно они его ее их мы вы я ты себя свой своя свое свои был была было были есть будет будут быть имеет уже
			еще также только лишь больше меньше более менее очень так то же ли бы`,
			`год года лет годы день дня дней неделя недели недель месяц месяца месяцев час часа часов время страна страны новый новая
			новые первый первая два две три сказал сказала заявил заявила сообщил сообщила отметил отметила сегодня вчера понедельник
			вторник среду четверг пятницу субботу воскресенье`,
			`город города правительство миллион миллионов миллионы рублей россия россии российских большой большая человек люди людей
			прошлого несколько около представитель`,
			`президент министр полиция партия компания мир часть конец раз детей отчет власти`,
		},
		numbers: `ноль один|одна|одно два|две|двое три|трое|трех четыре|четверо|четырех пять шесть семь восемь девять десять одиннадцать
			двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок
			пятьдесят шестьдесят семьдесят восемьдесят девяносто`,
	},
}
