package attribute

import "strings"

// role is a part that a word may play around an attribution. A word can have several.
type role uint32

const (
	isSaid     role = 1 << iota // a verb of saying that needs no more: "said"
	isCue                       // a verb of saying or thinking before a clause: "warned"
	isTold                      // a verb of saying whose object is the listener: "told"
	isAdding                    // a participle of saying: "adding"
	isFiller                    // a word between a subject and its verb: "also"
	isBe                        // a form of "be"
	isNever                     // a word after which a verb of saying reports nothing: "not", "would"
	isFinite                    // a word that shows a clause: "was", "will"
	isBreak                     // a word that begins a clause or joins two: "that"
	isRelative                  // "who"
	isPrep                      // a preposition
	isTime                      // "Monday"
	isArticle                   // "the", "a", "her"
	isTheDef                    // "the"
	isPronoun                   // "she", "I"
	isMale                      // a pronoun, a title, a noun or a first name for a man
	isFemale                    // … for a woman
	isThing                     // a pronoun for a body or a document: "it"
	isPlural                    // a pronoun for several: "they"
	isTitle                     // "Mr", "Sir"
	isOffice                    // "mayor"
	isBody                      // "ministry"
	isMedium                    // an outlet, or a word in the name of one: "Post"
	isText                      // a document: "report"
	isFirst                     // a first name
	isParticle                  // "von"
	isOther                     // a word that begins sentences and no names: "However"
	isBase                      // the plural form of a cue, which often is a noun: "report"
	isHearer                    // a listener that is no outlet: "US", "court"
)

// notInNames are the roles of words that end a name even if they have a capital.
const notInNames = isBreak | isRelative | isPrep | isTime | isArticle | isTheDef | isPronoun | isOther | isBe | isNever

// language holds the words of one language. Each list holds words in small letters,
// separated by white space.
type language struct {
	said, cues, told, adding       string
	fillers, be, never, finite     string
	breaks, relatives, preps, time string
	articles, definite             string
	he, she, it, they, others      string // pronouns; others are pronouns that are never voices
	mr, mrs, titles                string
	offices, bodies, media, texts  string
	men, women                     string // first names and nouns
	starters                       string
	phrases                        string    // before a voice, with "_" for a space: "according_to"
	that                           string    // words that begin the reported words
	pasts                          [2]string // endings of verbs of saying for a man and for a woman
	free                           bool      // a comma precedes "that", and the voice may follow its verb
}

// words holds the lists of one language as tables.
type words struct {
	language
	roles   map[string]role
	clitics map[string]bool // words with 's that are not possessives
	opening map[string]bool // words that begin the reported words: "that"
	before  [][]string      // the phrases
}

// everywhere holds words that all languages share.
var everywhere = struct{ media, hearers, particles string }{
	media: `cnn bbc nbc cbs abc msnbc fox hbo pbs npr afp ap reuters bloomberg axios politico newsweek forbes spiegel bild
		monde figaro zeit ard zdf dpa cnbc itv sky tass interfax ukrinform suspilne efe ansa aljazeera xinhua time bbc.com
		post times tribune herald gazette journal daily observer telegraph guardian chronicle courier examiner mirror
		independent radio television tv news magazine newspaper newswire wire broadcaster zeitung tagblatt presse
		rundschau diario periódico revista cadena radiotelevisión nachrichten sender правда радіо газета радио`,
	hearers:   `us u.s uk u.k un u.n eu nato fbi cia nasa mps mep meps nsa dea gop imf who opec wto osce iaea usa`,
	particles: `de la von van der den bin al el di da du del della dos ter zu le ten ibn y`,
}

func (l language) prepare() *words {
	w := &words{language: l, roles: map[string]role{}, clitics: map[string]bool{"it's": true, "that's": true, "he's": true, "she's": true, "what's": true, "there's": true, "let's": true}}
	for _, list := range []struct {
		words string
		role  role
	}{
		{l.said, isSaid},
		{l.cues, isCue},
		{l.told, isTold},
		{l.adding, isAdding},
		{l.fillers, isFiller},
		{l.be, isBe | isFinite},
		{l.never, isNever},
		{l.finite, isFinite},
		{l.breaks, isBreak},
		{l.relatives, isRelative},
		{l.preps, isPrep},
		{l.time, isTime},
		{l.articles, isArticle},
		{l.definite, isArticle | isTheDef},
		{l.he, isPronoun | isMale},
		{l.she, isPronoun | isFemale},
		{l.it, isPronoun | isThing},
		{l.they, isPronoun | isPlural},
		{l.others, isPronoun},
		{l.mr, isTitle | isMale},
		{l.mrs, isTitle | isFemale},
		{l.titles, isTitle},
		{l.offices, isOffice},
		{l.bodies, isBody},
		{l.media, isMedium},
		{l.texts, isText},
		{l.men, isMale},
		{l.women, isFemale},
		{l.starters, isOther},
		{everywhere.media, isMedium},
		{everywhere.hearers, isHearer},
		{everywhere.particles, isParticle},
		{firstNames.men, isFirst | isMale},
		{firstNames.women, isFirst | isFemale},
	} {
		for _, word := range strings.Fields(list.words) {
			w.roles[word] |= list.role
		}
	}
	w.opening = map[string]bool{}
	for _, word := range strings.Fields(l.that) {
		w.opening[word] = true
	}
	for word, r := range w.roles {
		if l.that == "that" && r&(isSaid|isCue|isTold) != 0 && (w.roles[word+"s"]&(isSaid|isCue|isTold) != 0 || word == "deny") {
			w.roles[word] |= isBase
		}
	}
	for _, p := range strings.Fields(l.phrases) {
		w.before = append(w.before, strings.Split(p, "_"))
	}
	return w
}

// prepared maps the first subtag of a language tag to the words of the language.
var prepared = map[string]*words{
	"en": english.prepare(),
	"de": german.prepare(),
	"fr": french.prepare(),
	"es": spanish.prepare(),
	"uk": ukrainian.prepare(),
	"ru": russian.prepare(),
}

// wordsOf returns the words for a BCP 47 tag, or the English words if its language has none.
func wordsOf(tag string) *words {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if w, ok := prepared[base]; ok {
		return w
	}
	return prepared["en"]
}

// phrase returns the index of the token after a phrase such as "according to" that begins
// at token i. It returns false if no phrase begins there, or if nothing follows it.
func (w *words) phrase(toks []token, i int) (int, bool) {
	for _, p := range w.before {
		if i+len(p) >= len(toks) {
			continue
		}
		k := 0
		for k < len(p) && toks[i+k].low == p[k] && toks[i+k].isWord() {
			k++
		}
		if k == len(p) {
			return i + k, true
		}
	}
	return 0, false
}
