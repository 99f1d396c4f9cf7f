package suggest

import "strings"

// class is a set of parts that an English word can play in a sentence.
type class uint32

const (
	isHave        class = 1 << iota // with a participle, the present perfect
	isHad                           // with a participle, the pluperfect
	isBe                            // the present of "be"
	isWas                           // its past
	isModal                         // an auxiliary before an infinitive
	isPast                          // a past form that may be a participle
	isFinite                        // a past form that is not a participle
	isSaying                        // a verb of saying
	isClaiming                      // another verb of saying, which is also used without a clause: "denied the charge"
	isRelative                      // begins a relative clause
	isConjunction                   // begins a subordinate clause
	isCoordinator                   // joins clauses
	isPronoun                       // may be a subject
	isDeterminer                    // begins a noun phrase
	isQuantifier                    // may stand between an auxiliary and a participle: "have all"
	isPreposition                   // may begin a phrase after a participle
	isFunction                      // any other word that is neither a noun nor a verb
	isComparison                    // begins what something is compared with
	isMonth
	isWeekday
	isUnit    // of time
	isLast    // before a unit of time, shows an earlier time
	isEarlier // shows an earlier time
	isAmount  // a number in words
	isComment // shows an opinion
	isGeneral // shows how things are in general or at present
	isFollows // links the news with earlier events
	isDating  // before a year, says how old something is: "dates from 1931"
	isLink    // begins a link or a request

	isAuxiliary = isHave | isHad | isBe | isWas | isModal
	isClosed    = isAuxiliary | isRelative | isConjunction | isCoordinator | isPronoun | isDeterminer | isPreposition | isFunction | isComparison
)

// classes maps words in small letters to their classes. The words are those of
// grammar, of time and of number, and common verbs. None belongs to a subject of
// the news: rules with such words would hold only for articles about that subject.
var classes = classesOf(map[class]string{
	isHave:  "has have",
	isHad:   "had",
	isBe:    "is are am",
	isWas:   "was were",
	isModal: "will would can could may might must should shall do does did won't can't cannot couldn't wouldn't don't doesn't didn't",
	isPast: `become begun been bet bitten blown bought bound bred broken brought built burnt caught chosen clung come cost crept
		cut dealt done dreamt driven drunk dug eaten fallen fed felt fled flown forbidden forgotten forgiven fought found frozen
		given gone got gotten grown had hanged held hidden hit hung hurt kept known laid lain led left lent let lit lost made
		meant met mistaken overcome overtaken paid proven put quit ran read reset ridden risen run said seen sent set shaken shot
		shown shrunk shut slept slid sold sought spent split spoken spread sprung stood stolen struck stuck sung sunk swept sworn
		swum taken taught thought thrown told torn understood undertaken upset withdrawn won woken worn wound written`,
	isFinite: `ate began bit blew broke came chose drank drew drove fell flew forgot froze gave grew knew lay overcame rang rode
		rose sang sank sat saw shook spoke sprang stole swam swore threw took tore undertook went withdrew woke wore wrote`,
	isSaying: "say says said tell tells told",
	isClaiming: `add adds added warn warns warned argue argues argued claim claims claimed insist insists insisted confirm confirms
		confirmed deny denies denied suggest suggests suggested predict predicts predicted report reports reported announce
		announces announced estimate estimates estimated expect expects expected believe believes believed think thinks thought
		reveal reveals revealed note notes noted stress stresses stressed admit admits admitted acknowledge acknowledges
		acknowledged maintain maintains maintained explain explains explained state states stated question questions questioned`,
	isRelative:    "who whom whose which that where",
	isConjunction: "because once when while if although though unless whether until as whereas how why what",
	isCoordinator: "and but or nor yet",
	isPronoun:     "he she it they we i you there this these those",
	isDeterminer:  "the a an its his her their our my your this that these those some any each every no another all both",
	isQuantifier:  "all both each",
	isPreposition: "to in during since until till by on at of for",
	isFunction: `with without into onto over under about up down out off through between among not also only just even still so
		then now`,
	isComparison: "than from compared against versus vs like unlike after before",
	isMonth: `january february march april may june july august september october november december
		jan feb aug sept oct nov dec`,
	isWeekday: "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow",
	isUnit: `year years decade decades century centuries month months week weeks season seasons spring summer autumn fall winter
		term`,
	isLast:    "last previous",
	isEarlier: "previously formerly originally recently earlier ago",
	isAmount: `two three four five six seven eight nine ten eleven twelve dozen dozens scores hundred hundreds thousand thousands
		million millions billion billions`,
	isComment: `certainly perhaps probably surely hopefully arguably sadly frankly clearly obviously undoubtedly unfortunately
		fortunately interestingly should must ought let's looks seems`,
	isGeneral: "usually often normally traditionally typically generally always regularly commonly frequently each every current currently",
	isFollows: "come comes came follow follows followed",
	isDating:  "date dates dated",
	isLink:    "read see click watch listen follow subscribe share download sign join visit",
})

func classesOf(lists map[class]string) map[string]class {
	out := map[string]class{}
	for c, list := range lists {
		for word := range strings.FieldsSeq(list) {
			out[word] |= c
		}
	}
	return out
}
