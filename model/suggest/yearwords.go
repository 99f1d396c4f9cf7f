package suggest

import "strings"

// The words beside a year, in several languages.
var (
	// timeWords show by themselves that the number beside them is a year.
	timeWords = words(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec
		spring summer autumn fall winter early mid late year years fiscal season circa born founded established built
		published released dated died vintage copyright ad bc ce bce
		jahr jahre jahres januar februar märz mai juni juli oktober dezember frühjahr sommer herbst anfang mitte ende geboren
		an année janvier février mars avril juin juillet août septembre octobre novembre décembre printemps été automne
		hiver début fin
		año enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre primavera verano
		otoño invierno
		рік року році роки роках рр січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
		весни літа осені зими
		год года году годы годах гг января февраля марта апреля мая июня июля августа сентября октября ноября декабря`)

	// prepositions show a year unless counted things follow the number.
	prepositions = words(`in since until till during im seit en depuis desde hasta у в nel dal em`)

	// loosePrepositions show a year in fewer cases, because they also precede many
	// other things.
	loosePrepositions = words(`by from before after of between through for von vor nach ab bis avant après de del antes з із до
		після від с до после от`)

	// articles show a year if a noun follows the number: "the 2016 election".
	articles = words(`the a an this that his her its their our my`)

	// numbered are things whose number is not a year: "Room 1911".
	numbered = words(`room flight page pages no nos nr number numbers line bus tram route highway road channel model
		apartment suite box building block unit gate platform train locker seat row section chapter verse article paragraph
		version windows extension code pin lot plot district regiment squadron boeing zimmer flug seite nummer linie
		chambre vol numéro habitación vuelo página número кімната рейс сторінка номер комната страница`)

	// subjects show a year if they follow a number that begins a sentence: "1984
	// was".
	subjects = words(`was is saw has had brought marked will would became began ended and`)

	// functionWords are common words that are not nouns.
	functionWords = words(`and or to the a an when while but who which that was were is are had has have as in at on by with
		for he she it they we i because until through after before his her its their this`)

	// counted are words that often follow a count.
	counted = words(`people men women children votes points homes houses jobs cases deaths dollars euros pounds hours days
		weeks months years miles kilometres kilometers metres meters feet tons tonnes acres hectares seats words pages copies
		times units cars ships boats troops families households fans tickets items calories watts square cubic percent per
		degrees volts goals runs yards lines cities towns villages schools books letters more other of species
		km kg mm cm hp rpm mph menschen stimmen leute einwohner personnes voix habitants personas votos habitantes людей осіб
		голосів гривень человек голосов рублей`)

	// totals precede "of" and a number that is not a year: "a total of 1950".
	totals = words(`total score sum number average maximum minimum population out majority crowd`)

	// between are words and signs between two years.
	between = words(`and or to und oder bis et ou y і та и или , – - — / &`)
)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// counts reports whether the word often follows a count. It does if it is in the
// list counted or looks like a word for people, such as "workers" or "tourists".
func counts(word string) bool {
	if counted[word] {
		return true
	}
	for _, who := range []string{"ers", "ors", "ists", "ants", "ents", "men", "ians"} {
		if strings.HasSuffix(word, who) {
			return true
		}
	}
	return false
}

// isPlural reports whether an English word looks like a plural.
func isPlural(word string) bool {
	return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is")
}
