package correction

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// heading is a word or a few that begin a notice, in lower case.
type heading struct {
	text  string
	kind  Kind
	bare  bool // needs no colon if it stands alone or before a date
	signs bool // what follows has to say that something changed
}

// headings are the headings of notices. Of two that begin alike, the longer one is first.
var headings = sync.OnceValue(func() (all []heading) {
	for _, h := range []struct {
		kind        Kind
		bare, signs bool
		texts       string
	}{
		{Corrected, false, false, `correction|corrections|corrections and clarifications|corrections & clarifications|correction and apology|correction notice|correction appended|corrected
			korrektur|korrekturhinweis|berichtigung|richtigstellung|korrigiert
			corrección|rectificación
			correction|corrigé
			виправлення|виправлено
			correzione|rettifica
			correção|retificação|correções
			correctie|rectificatie|verbetering
			sprostowanie|korekta
			исправление|поправка|исправлено
			تصحيح
			更正|勘误|勘誤|訂正|お詫びと訂正|정정|바로잡습니다`},
		{Corrected, true, false, `erratum|errata|errata corrige|corrigendum|fe de errores|fe de erratas|rectificatif|erramos`},
		{Clarified, false, false, `clarification|clarifications|klarstellung|präzisierung|aclaración|précision|уточнення|precisazione|chiarimento|esclarecimento|verduidelijking|wyjaśnienie|уточнение|توضيح`},
		{Retracted, false, false, `retraction|retracted|retraction notice|widerruf|retractación|rétractation|спростування|ritrattazione|retratação|intrekking|опровержение`},
		{Updated, false, false, `update|updated|update notice|aktualisierung|aktualisiert|actualización|actualizado|mise à jour|mis à jour|оновлення|оновлено|aggiornamento|aggiornato|atualização|atualizado|bijgewerkt|aktualizacja|обновление|обновлено|تحديث|更新|업데이트`},
		{Updated, false, true, `editor's note|editors' note|editor’s note|editors’ note|editors note|editor note|note to readers
			anmerkung der redaktion|anm. d. red.|anm. d. red|anm. der redaktion|hinweis der redaktion|hinweis|transparenzhinweis|anmerkung
			nota de la redacción|nota del editor|nota de redacción|nota de la editora
			note de la rédaction|ndlr|note de l'éditeur
			від редакції|примітка редакції|прим. ред.
			nota della redazione|nota di redazione|ndr
			nota da redação|nota do editor
			noot van de redactie|redactionele noot
			od redakcji|przyp. red.
			от редакции|прим. ред|примечание редакции
			編集部注|编者按|編者按`},
	} {
		for text := range strings.FieldsFuncSeq(h.texts, func(r rune) bool { return r == '|' || r == '\n' }) {
			all = append(all, heading{strings.TrimSpace(text), h.kind, h.bare, h.signs})
		}
	}
	slices.SortStableFunc(all, func(a, b heading) int { return len(b.text) - len(a.text) })
	return all
})

// longestHeading is how many bytes at the beginning of a unit are searched for a heading.
const longestHeading = 64

// headingOf returns the heading with which a text begins, and the byte where what follows it
// begins, or false.
func headingOf(s string) (heading, int, bool) {
	body := strings.TrimLeftFunc(s, isOrnament)
	start := len(s) - len(body)
	candidates := beginnings()[beginning(body)]
	if len(candidates) == 0 {
		return heading{}, 0, false
	}
	head := strings.ToLower(body[:boundary(body, longestHeading)])
	for _, h := range candidates {
		if !strings.HasPrefix(head, h.text) {
			continue
		}
		at := start + sameRunes(body, h.text)
		if end, ok := endOfHeading(s, at, h.bare); ok {
			return h, end, true
		}
	}
	return heading{}, 0, false
}

// beginnings are the headings by their first letters.
var beginnings = sync.OnceValue(func() map[[2]rune][]heading {
	all := map[[2]rune][]heading{}
	for _, h := range headings() {
		all[beginning(h.text)] = append(all[beginning(h.text)], h)
	}
	return all
})

// beginning returns the first two characters of a text in lower case.
func beginning(s string) (b [2]rune) {
	for i := range b {
		r, size := utf8.DecodeRuneInString(s)
		b[i], s = unicode.ToLower(r), s[size:]
	}
	return b
}

// mayBeginHeading reports whether a text begins with the first letters of a heading.
func mayBeginHeading(s string) bool {
	return len(beginnings()[beginning(strings.TrimLeftFunc(s, isOrnament))]) > 0
}

// isOrnament reports whether a character may be before a heading.
func isOrnament(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("*_#([【〔（•–—-†►▶→|", r)
}

// sameRunes returns how many bytes of s have as many runes as t. Lower case may have other
// lengths.
func sameRunes(s, t string) int {
	n := utf8.RuneCountInString(t)
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// endOfHeading returns where what follows a heading begins: behind a colon, a dash or a
// closing bracket, after a number or a date at most; or the end of a line. A heading that is
// bare needs none of these.
func endOfHeading(s string, at int, bare bool) (int, bool) {
	const mostBetween = 40 // bytes of "(Oct. 12, 2025)" or "2"
	digits, brackets, letters := false, 0, false
	for i, r := range s[at:] {
		i += at
		switch {
		case r == ':', r == '：', r == '】', r == '〕', (r == '–' || r == '—') && brackets == 0:
			return i + utf8.RuneLen(r), !letters || digits
		case r == '-' && i+1 < len(s) && s[i+1] == ' ' && i > at && s[i-1] == ' ':
			return i + 1, !letters || digits
		case r == '\n', r == '.' && !letters && !digits:
			return i + 1, !letters
		case unicode.IsDigit(r):
			digits = true
		case r == '(' || r == '[' || r == '（':
			brackets++
		case r == ')' || r == ']' || r == '）':
			brackets--
			if i+1 == len(s) {
				return len(s), !letters || digits
			}
		case unicode.IsLetter(r):
			if i == at {
				return 0, false // a longer word
			}
			letters = true
		}
		if i-at > mostBetween {
			return 0, false
		}
		if bare && (digits || unicode.IsUpper(r)) {
			return i, true
		}
	}
	return len(s), !letters || digits && bare
}

// boundary returns the last boundary of a rune in s that is at most at.
func boundary(s string, at int) int {
	if at >= len(s) {
		return len(s)
	}
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}
