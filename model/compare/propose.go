package compare

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
	"assay.app/assay/model/quote"
	"assay.app/assay/model/search/token"
)

// Proposal is a group of sentences that seem to say one thing.
type Proposal struct {
	Statement model.StatementID // to which the members would be added; "" for a new statement
	Members   []match.Ref       // the sentences that are proposed, in order
	Others    []match.Ref       // sentences of the group that are mentions of Statement already
	Outlets   int               // how many outlets the members and the others are of
}

// Proposing says what Propose has to know of a project.
type Proposing struct {
	// Outlet returns the outlet of an article, and false if the article is not compared.
	Outlet func(model.ArticleID) (model.OutletID, bool)
	// Mentions returns the statements that a sentence is a mention of.
	Mentions func(match.Ref) []model.StatementID
	// Dismissed reports whether the analyst dismissed a sentence of a proposal.
	Dismissed func(match.Ref) bool
}

// Propose returns what to propose for groups of sentences that say the same, those of most
// outlets first. A new statement needs members of at least two outlets. If sentences of a
// group are mentions of a statement, the rest is proposed for that statement, or for the
// one with most of them. A sentence that is a mention of anything, or was dismissed, is not
// proposed.
func Propose(groups []match.Group, p Proposing) (all []Proposal) {
	for _, g := range groups {
		if one, ok := p.propose(g); ok {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(b.Outlets, a.Outlets), cmp.Compare(len(b.Members), len(a.Members)), compareRefs(a.Members[0], b.Members[0]))
	})
	return all
}

func compareRefs(a, b match.Ref) int {
	return cmp.Or(strings.Compare(string(a.Article), string(b.Article)), cmp.Compare(a.Index, b.Index))
}

func (p Proposing) propose(g match.Group) (one Proposal, ok bool) {
	outlets := map[model.OutletID]bool{}
	mentions := map[model.StatementID][]match.Ref{}
	for _, ref := range g.Sentences {
		outlet, compared := p.Outlet(ref.Article)
		if !compared {
			continue
		}
		if of := p.Mentions(ref); len(of) > 0 {
			for _, id := range of {
				mentions[id] = append(mentions[id], ref)
			}
			continue
		}
		if p.Dismissed(ref) {
			continue
		}
		one.Members = append(one.Members, ref)
		outlets[outlet] = true
	}
	for _, id := range slices.Sorted(maps.Keys(mentions)) {
		if len(mentions[id]) > len(one.Others) {
			one.Statement, one.Others = id, mentions[id]
		}
	}
	for _, ref := range one.Others {
		outlet, _ := p.Outlet(ref.Article)
		outlets[outlet] = true
	}
	slices.SortFunc(one.Members, compareRefs)
	one.Outlets = len(outlets)
	return one, len(one.Members) > 0 && (one.Statement != "" || one.Outlets > 1)
}

// Said is a sentence of a proposal, for Describe.
type Said struct {
	Text       string
	Language   string // a BCP 47 tag
	Attributed bool   // an analyst attributed it to a voice
}

// mostDescribed is how many sentences of a proposal are compared for negations.
const mostDescribed = 24

// Describe proposes a title for a statement with some mentions, and a stance for each of
// them. The title is the shortest of the sentences' titles (see Title) that do not begin with
// a word like "they". A sentence doubts if it says so ("unclear whether"). It denies if it
// reports a denial, or if a negation sets it against most of the first 24 others. It
// attributes if an analyst attributed it, or if its words attribute it to somebody. Otherwise
// it asserts. Doubts and denials are found in English, German, French, Spanish, Ukrainian and
// Russian.
func Describe(all []Said) (title string, stances []model.Stance) {
	stances = make([]model.Stance, len(all))
	var read []*match.Sentence // those that do not doubt
	at := make([]int, len(all))
	for i, s := range all {
		if at[i] = -1; doubts(s.Language, s.Text) {
			stances[i] = model.Doubts
		} else if len(read) < mostDescribed {
			at[i] = len(read)
			read = append(read, match.Read(s.Language, s.Text))
		}
	}
	for i, s := range all {
		if stances[i] != model.Doubts {
			stances[i] = stanceOf(s, at[i], read)
		}
	}
	for i, s := range all {
		if stances[i] == model.Denies || stances[i] == model.Doubts {
			continue // a title says what is so
		}
		if t := Title(s.Language, s.Text); t != "" && (title == "" || shorter(t, title)) {
			title = t
		}
	}
	if title == "" && len(all) > 0 {
		title = Title(all[0].Language, all[0].Text)
	}
	return title, stances
}

// leastTitle is the least length of a title, in runes, if others are longer.
const leastTitle = 20

func shorter(a, b string) bool {
	m, n := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return cmp.Or(
		cmp.Compare(refersBack(a), refersBack(b)),
		cmp.Compare(max(0, leastTitle-m), max(0, leastTitle-n)), // a sentence of two words says too little
		cmp.Compare(m, n), strings.Compare(a, b)) < 0
}

// back has words that refer to an earlier sentence when a sentence begins with them.
const back = ` he she it they we this that these those his her its their there then since also but and however who which so
 er sie es dies das diese dieser dieses sein seine ihr ihre dort dann auch aber und doch
 il elle ils elles on ce cela ceci cette ces son sa ses leur leurs y mais et aussi
 el ella ello ellos ellas esto eso esta este estos estas su sus alli pero y tambien
 він вона воно вони це цей ця ці його її їх їхній там тоді також але і та проте
 он она оно они это этот эта эти его ее их там тогда также но и однако `

// refersBack returns 1 if a title begins with a word that refers to an earlier sentence, and
// 0 if it does not.
func refersBack(title string) int {
	first, _, _ := strings.Cut(token.Fold(title), " ")
	first = strings.Trim(first, ",.;:“”\"'’«»„")
	if strings.Contains(strings.ReplaceAll(back, "\n", " "), " "+first+" ") {
		return 1
	}
	return 0
}

// stanceOf returns the stance of a sentence that does not doubt. at is its index in read, or
// −1 if it is not there.
func stanceOf(s Said, at int, read []*match.Sentence) model.Stance {
	_, cue, reported := quote.Reported(s.Language, s.Text)
	switch {
	case reported && denies(s.Language, cue.Of(s.Text)), negates(s, at, read):
		return model.Denies
	case s.Attributed || reported:
		return model.Attributes
	}
	return model.Asserts
}

// negates reports whether a sentence contradicts most of the others by a negation.
func negates(s Said, at int, read []*match.Sentence) bool {
	var one *match.Sentence
	others := len(read)
	if at >= 0 {
		one = read[at]
		others--
	} else {
		one = match.Read(s.Language, s.Text)
	}
	conflicts := 0
	for i, o := range read {
		if i != at && slices.ContainsFunc(one.Conflicts(o), func(c match.Conflict) bool { return c.Kind == match.Negation }) {
			conflicts++
		}
	}
	return others > 1 && 2*conflicts > others
}

// denies reports whether words of saying deny what they report.
func denies(language, cue string) bool {
	var stems []string
	switch baseOf(language) {
	case "en":
		stems = []string{"denied", "denies", "deny", "denying", "rejected", "rejects", "dismissed", "dismisses", "refuted", "refutes"}
	case "de":
		stems = []string{"bestritt", "bestreite", "dementier", "widersprach", "widerspricht"}
	case "fr":
		stems = []string{"dementi", "nie ", "nié ", "refut"}
	case "es":
		stems = []string{"neg", "niega", "desmin", "desmient", "rechaz"}
	case "uk":
		stems = []string{"спрост", "запереч"}
	case "ru":
		stems = []string{"опроверг", "отрица", "отверг"}
	default:
		return false
	}
	folded := " " + token.Fold(cue) + " "
	return slices.ContainsFunc(stems, func(stem string) bool { return strings.Contains(folded, " "+token.Fold(stem)) })
}

// baseOf returns the language of a BCP 47 tag without its region.
func baseOf(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	return base
}

// doubtPhrases are the folded words by which sentences question something, by language.
func doubtPhrases(language string) []string {
	switch baseOf(language) {
	case "en":
		return []string{
			"unclear whether", "unclear if", "not clear whether", "not clear if", "could not be verified", "could not be confirmed",
			"could not be independently", "could not independently", "could not immediately verify", "unverified", "unconfirmed",
			"not been verified", "not been confirmed", "no evidence", "doubts whether", "doubt whether", "doubtful whether",
			"cast doubt", "casts doubt", "disputed whether", "questioned whether", "remains to be seen",
		}
	case "de":
		return []string{
			"unklar, ob", "ist unklar", "bleibt unklar", "nicht klar, ob", "nicht uberprufen", "nicht uberpruft", "nicht unabhangig",
			"nicht bestatigt", "unbestatigt", "lasst sich nicht", "ließ sich nicht", "liess sich nicht", "zweifel", "fraglich, ob", "keine belege",
		}
	case "fr":
		return []string{
			"pas clair si", "on ignore si", "n'a pas pu etre verifie", "n'ont pas pu etre verifie", "pas pu etre confirme", "non confirme",
			"non verifie", "pas ete confirme", "pas ete verifie", "de source independante", "aucune preuve", "doute", "reste a savoir",
		}
	case "es":
		return []string{
			"no esta claro si", "no quedo claro si", "se desconoce si", "no pudo verificar", "no pudo ser verificad", "no se pudo verificar",
			"no se ha podido verificar", "sin confirmar", "no ha sido confirmad", "no confirmad", "de forma independiente", "no hay pruebas", "dudas sobre", "pone en duda",
		}
	case "uk":
		return []string{
			"незрозуміло, чи", "невідомо, чи", "неясно, чи", "не вдалося перевірити", "не вдалося підтвердити", "непідтверджен",
			"не підтверджен", "неможливо перевірити", "сумнів", "немає доказів", "під сумнів",
		}
	case "ru":
		return []string{
			"неясно, ", "неизвестно, ", "непонятно, ", "не удалось проверить", "не удалось подтвердить", "неподтвержден",
			"не подтвержден", "невозможно проверить", "сомнен", "сомнева", "нет доказательств",
		}
	default:
		return nil
	}
}

// doubts reports whether a sentence questions something.
func doubts(language, text string) bool {
	phrases := doubtPhrases(language)
	if phrases == nil {
		return false
	}
	folded := token.Fold(text)
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(folded, token.Fold(p)) })
}

// longestTitle is the length of the longest title that is proposed, in runes.
const longestTitle = 120

// mostlyQuoted returns what a title has inside quotation marks if that is most of it and a
// sentence of its own, such as "We waited" of "Later “We waited,” she said". Otherwise it returns
// the title.
func mostlyQuoted(title string) string {
	from := strings.IndexAny(title, "“„«")
	to := strings.LastIndexAny(title, "”“»")
	if from < 0 || to <= from {
		return title
	}
	_, size := utf8.DecodeRuneInString(title[from:])
	inner := strings.TrimRight(title[from+size:to], ",.。 ")
	if first, _ := utf8.DecodeRuneInString(inner); unicode.IsLower(first) || 2*len(inner) < len(title) || strings.ContainsAny(inner, "“”„«»") {
		return title
	}
	return inner
}

// Title proposes a title for what a sentence says: the sentence without its dateline, its
// attribution, a full stop and the quotation marks around all of it, beginning with a
// capital. If it has more than 120 runes, it is cut after a word, and ends with "…".
func Title(language, text string) string {
	title := strings.Join(strings.Fields(match.Essence(language, text)), " ")
	title = strings.TrimRight(mostlyQuoted(title), ".。 ")
	if inner := strings.Trim(title, `“”"„«»`); len(inner) < len(title) && !strings.ContainsAny(inner, `“”"„«»`) {
		title = strings.TrimRight(inner, ",.。 ") // all of it is quoted
	}
	if utf8.RuneCountInString(title) > longestTitle {
		runes := []rune(title)[:longestTitle-1]
		title = string(runes)
		if at := strings.LastIndexByte(title, ' '); at > len(title)/2 {
			title = title[:at]
		}
		title = strings.TrimRight(title, " ,;:–—-") + "…"
	}
	first, size := utf8.DecodeRuneInString(title)
	if size < 1 || first == utf8.RuneError {
		return title
	}
	return string(unicode.ToUpper(first)) + title[size:]
}
