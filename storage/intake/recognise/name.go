package recognise

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/storage/intake/anchored"
)

// agencies lists the names with which news agencies and some broadcasters sign, in
// lower case.
var agencies = set("afp", "ap", "associated press", "the associated press", "reuter", "reuters", "upi", "tass", "itar-tass",
	"ria novosti", "interfax", "interfax-ukraine", "ukrinform", "unian", "xinhua", "dpa", "apa", "sda", "ats", "efe",
	"ansa", "kyodo", "yonhap", "pti", "ani", "ians", "anadolu", "aa", "pap", "čtk", "ctk", "mti", "belga", "anp",
	"ritzau", "ntb", "tt", "stt", "bernama", "antara", "irna", "mena", "wam", "spa", "bloomberg", "cnn", "bbc",
	"cp", "the canadian press", "canadian press", "aap", "pa", "press association", "lusa", "europa press",
	"агентство", "укрінформ", "уніан", "інтерфакс-україна", "тасс", "риа новости", "интерфакс")

// agencyWords are the first words of the agencies.
var agencyWords = func() map[string]bool {
	first := map[string]bool{}
	for name := range agencies {
		word, _, _ := strings.Cut(name, " ")
		first[word] = true
	}
	return first
}()

// mayBeAgency reports whether an agency's name can begin s. The check is much
// cheaper than finding where the name would end.
func mayBeAgency(s string) bool {
	const longest = 40 // bytes of a first word
	word := anchored.Head(s, longest)
	if end := strings.IndexAny(word, " /"); end >= 0 {
		word = word[:end]
	}
	return agencyWords[strings.ToLower(strings.TrimSpace(strings.TrimRight(word, ",|–—-")))]
}

// pressWords are words that are typical of the names of outlets.
var pressWords = set("news", "times", "post", "press", "herald", "gazette", "daily", "weekly", "radio", "tv",
	"television", "journal", "tribune", "agency", "online", "media", "magazine", "chronicle", "guardian", "observer",
	"courier", "telegraph", "mail", "globe", "review", "independent", "inquirer", "examiner", "dispatch", "bulletin",
	"monitor", "standard", "sentinel", "mercury", "echo", "broadcasting", "network", "newspaper", "wire", "publicity",
	"service", "report", "today", "zeitung", "presse", "nachrichten", "rundfunk", "anzeiger", "tagblatt", "kurier",
	"journal", "quotidien", "diario", "periódico", "noticias", "новини", "газета", "радіо", "правда", "новости")

// roles are words for the job of a writer.
var roles = set("writer", "correspondent", "reporter", "editor", "staff", "columnist", "analyst", "contributor",
	"producer", "bureau", "chief", "special", "senior", "freelance", "korrespondent", "redakteur", "redakteurin",
	"reporterin", "journaliste", "correspondant", "periodista", "corresponsal", "redactor", "кореспондент",
	"кореспондентка", "журналіст", "журналістка", "корреспондент", "журналист")

// particles are the words in names that are written in lower case.
var particles = set("de", "del", "della", "di", "da", "das", "do", "dos", "du", "la", "le", "les", "el", "al", "bin",
	"ibn", "ben", "van", "von", "der", "den", "ter", "ten", "zu", "zur", "am", "an", "im", "in", "y", "e", "of", "the",
	"and", "on", "upon", "sur", "sous", "и", "і", "та", "на")

// prepositions and similar words begin sentences, not names.
var prepositions = set("in", "on", "at", "of", "and", "by", "from", "as", "if", "but", "for", "to", "with", "after", "before",
	"when", "while", "am", "an", "im", "zu", "zur", "nach", "bei", "en", "dans", "sur", "y", "e", "и", "і", "та", "на", "у", "в")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// isAgency reports whether name, or each of several names joined by slashes, is a
// known agency.
func isAgency(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if !agencies[strings.ToLower(strings.TrimSpace(part))] {
			return false
		}
	}
	return true
}

// isAcronym reports whether s is two to six capitals, as in CNN.
func isAcronym(s string) bool {
	n := utf8.RuneCountInString(s)
	return 2 <= n && n <= 6 && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsUpper(r) })
}

// isName reports whether s looks like the name of a person, a place or an outlet:
// capitalised words, no more than most, with particles between them.
func isName(s string, most int) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > most || len(s) > 20*most {
		return false
	}
	for i, w := range words {
		if i > 0 && i < len(words)-1 && (particles[strings.ToLower(w)] || w == "&") {
			continue
		}
		if !capitalised(w) || !nameLetters(w) {
			return false
		}
	}
	return !prepositions[strings.ToLower(words[0])] || isShouted(s) && len(words) > 1
}

// capitalised reports whether w begins with a letter that is not lower case.
// Letters of scripts without capitals pass.
func capitalised(w string) bool {
	r := anchored.FirstRune(w)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// nameLetters reports whether w has only characters that occur in names.
func nameLetters(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".'’ʼ-‑&", r)
	})
}

// isShouted reports whether s has capitals and no lower-case letters.
func isShouted(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && !strings.ContainsFunc(s, unicode.IsLower)
}

// hasWord reports whether one of the words of s, in lower case and without
// punctuation, is in words.
func hasWord(s string, words map[string]bool) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if words[w] {
			return true
		}
	}
	return false
}

// isOutlet reports whether the name s is more likely an outlet's than a person's.
func isOutlet(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return isAgency(s) || isAcronym(first) || hasWord(s, pressWords) ||
		strings.HasPrefix(s, "The ") || strings.Contains(first, ".") && len(first) > 4
}

// words counts the words of s, up to limit.
func words(s string, limit int) int {
	n := 0
	for range strings.FieldsSeq(s) {
		if n++; n == limit {
			break
		}
	}
	return n
}
