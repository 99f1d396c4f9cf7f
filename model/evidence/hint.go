package evidence

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Likelihood and confidence in one sentence
//
// Intelligence Community Directive 203 asks analysts not to combine a degree of likelihood with a
// level of confidence in one sentence, because readers take one for the other: “we have low
// confidence that it is likely” could mean either. The likelihood says how probable something is,
// the confidence how good the basis of that is.
//
// Mixed looks for both by the words of five languages. Words that have other meanings count only
// beside others: “remote” with “chance”, and “confidence” with a degree.

// Mixed reports whether a sentence of a text has a term of likelihood and one of confidence, in
// English, German, Spanish, French or Ukrainian. It can be wrong, so it is good for a hint only.
func Mixed(text string) bool {
	return slices.ContainsFunc(sentences(text), func(sentence string) bool {
		return slices.ContainsFunc(languages, func(l language) bool {
			return l.confidence.MatchString(sentence) && l.likelihood.MatchString(sentence)
		})
	})
}

// sentences divides a text at the ends of sentences and of lines. Each is in lower case, as words
// with a space before and after each.
func sentences(text string) (all []string) {
	var b strings.Builder
	flush := func() {
		if words := strings.Fields(b.String()); len(words) > 0 {
			all = append(all, " "+strings.Join(words, " ")+" ")
		}
		b.Reset()
	}
	ended := false
	for _, r := range strings.ToLower(text) {
		switch {
		case r == '\n' || ended && unicode.IsSpace(r):
			flush()
		case unicode.IsLetter(r) || unicode.IsMark(r) || r == '’' || r == '\'':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
		ended = strings.ContainsRune(".!?…", r) || ended && strings.ContainsRune("”“\"’»)", r)
	}
	flush()
	return all
}

// language has the terms of a language, for the sentences that sentences returns.
type language struct{ likelihood, confidence *regexp.Regexp }

// languages has English, German, Spanish, French and Ukrainian.
var languages = []language{
	{
		terms(
			`(un)?likely`, `(im)?probabl[ey]`, `(almost|nearly) certain(ly)?`, `almost no chance`, `remote (chance|possibility|likelihood)`,
			`even (chances?|odds)`, `(low|high|small|great) (likelihood|probability)`,
		),
		terms(
			`(low|moderate|medium|high|little|some|great|full|limited) (degree of |level of )?confidence`,
			`confidence (level )?(is|was|remains|stays|in \pL+ is|in this is) (\pL+ )?(low|moderate|medium|high)`,
			`(highly|moderately|fairly|very|reasonably|quite|not) confident`, `confident that`,
		),
	},
	{
		terms(
			`(un)?wahrscheinlich(e[nmrs]?)?`, `(nahezu|fast|beinahe) (sicher|ausgeschlossen|unmöglich)`, `so gut wie (sicher|ausgeschlossen)`, `vermutlich`,
			`(hoher|hohe|geringer|geringe|großer|große) wahrscheinlichkeit`, `(fast|so gut wie) keine chance`,
		),
		terms(
			`(gering|niedrig|mittler|mäßig|moderat|hoh|groß)e[nmrs]? (konfidenz|zuversicht|urteilssicherheit)`, `mit (geringer|mittlerer|hoher|großer) sicherheit`,
			`(konfidenz|zuversicht|urteilssicherheit) (ist|bleibt|war) (\pL+ )?(gering|niedrig|mittel|mäßig|moderat|hoch)`,
		),
	},
	{
		terms(
			`(im)?probable(s|mente)?`, `casi (seguro|segura|seguramente|imposible|ninguna posibilidad)`, `casi con (toda )?(seguridad|certeza)`,
			`(remota posibilidad|posibilidad remota)`, `probabilidad (alta|baja|similar)`, `(alta|baja) probabilidad`,
		),
		terms(
			`confianza (muy )?(baja|moderada|media|alta|limitada)`, `(baja|poca|escasa|moderada|mediana|alta|mucha|gran|plena) confianza`,
			`confianza (\pL+ ){0,3}es (muy )?(baja|moderada|media|alta)`,
		),
	},
	{
		terms(
			`(im)?probable(s|ment)?`, `(in)?vraisemblable(s|ment)?`, `(presque|quasi|quasiment) (certain|certaine|certainement|sûr|sûre|impossible)`,
			`presque aucune chance`, `chances (à peu près )?égales`, `(forte|faible|grande) probabilité`,
		),
		terms(
			`confiance (très )?(faible|modérée|moyenne|élevée|forte|haute|limitée)`, `(faible|peu de|moyenne|grande|haute|forte|pleine) confiance`,
			`confiance (\pL+ ){0,3}est (très )?(faible|modérée|moyenne|élevée|forte|haute)`,
		),
	},
	{
		terms(
			`(мало)?[йі]мовірн(о|ий|а|е|і|ого|ою|им)`, `майже (напевно|напевне|неможливо|певно)`, `майже немає шансів`, `рівні шанси`,
			`(висок|низьк)\pL+ [йі]мовірн\pL+`,
		),
		terms(
			`(низьк|помірн|середн|висок)\pL+ (рівень |рівнем |ступінь |ступенем )?[ву]певн\pL+`, `з (низькою|помірною|середньою|високою) [ву]певненістю`,
			`[ву]певненість (\pL+ ){0,3}(низька|помірна|середня|висока)`,
		),
	},
}

// terms returns an expression that matches any of the given ones as whole words.
func terms(all ...string) *regexp.Regexp {
	return regexp.MustCompile(` (` + strings.Join(all, "|") + `) `)
}
