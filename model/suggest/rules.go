package suggest

import (
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
)

// The patterns are simple on purpose, so that a reader can see why they match.
var (
	earlier = pattern.Compile(`(?i)\b(?:earlier (?:this|last) (?:year|month|week|century)|last (?:year|decade|century)|` +
		`(?:years?|decades?|months?|centur(?:y|ies)) (?:ago|earlier|before)|in recent (?:years|decades|months)|` +
		`for (?:years|decades|centuries)|in the past (?:few )?(?:years?|decades?|century)|at the time|back then|previously|formerly|historically|` +
		`since the (?:war|invasion|crisis|pandemic)|(?:first|second|previous|last) term|dates? back to|was (?:founded|built|born|established|opened) in)\b`)

	figure = pattern.Compile(`(?:[$€£¥₴₽]\s?\d[\d.,]*(?:\s(?:thousand|million|billion|trillion))?|` +
		`\b\d[\d.,]*\s?(?:%|percent\b|per cent\b|pct\b)|` +
		`\b\d[\d.,]*(?:\s(?:thousand|million|billion|trillion))?(?:\s\p{L}+)?)`)

	spelled = pattern.Compile(`(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds?|thousands?|millions?|billions?)\s(?:of\s)?\p{L}+`)

	date = pattern.Compile(`\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|` +
		`(?:(?:on|in|since|until|by|of|last|this|next|during) )?(?:January|February|March|April|June|July|August|September|October|November|December)(?: \d{1,2})?(?:,? \d{4})?|` +
		`May \d{1,2}(?:,? \d{4})?)\b`)

	act = pattern.Compile(`\b(?:announced|issued|signed|launched|approved|rejected|passed|voted|opened|closed|arrested|charged|` +
		`sentenced|convicted|killed|injured|wounded|attacked|invaded|seized|released|freed|returned|reunited|delivered|handed|met|` +
		`visited|arrived|left|resigned|elected|appointed|fired|banned|ordered|bought|sold|acquired|paid|built|destroyed|won|lost|` +
		`sent|received|responded|deported|abducted|displaced|accompanied|filed|sued|published|agreed|ended|began)\b`)
)

// present returns the year of the article: that of its date, or otherwise the
// latest year at the beginning of its text. It returns 0 if there is neither.
func present(doc *model.Document) int {
	if published := doc.Metadata.Published; len(published) >= len("2025") {
		if y, err := strconv.Atoi(published[:len("2025")]); err == nil {
			return y
		}
	}
	const head = 1 << 16 // bytes at the beginning of the text
	latest := 0
	for y := range years(doc.Text[:min(len(doc.Text), head)]) {
		n, _ := strconv.Atoi(y[:yearDigits])
		latest = max(latest, n)
	}
	return latest
}

// older looks for a sign that a sentence is about earlier events.
func (a *article) older(text string, has signs) (Reason, bool) {
	if has&signDigit != 0 {
		if r, ok := a.olderYear(text); ok {
			return r, true
		}
	}
	if has&signEarlier != 0 {
		if words := earlier.FindString(text); words != "" {
			return Reason{Code: EarlierTime, Words: clean(words)}, true
		}
	}
	return Reason{}, false
}

func (a *article) olderYear(text string) (Reason, bool) {
	for y := range years(text) {
		if n, _ := strconv.Atoi(y[:yearDigits]); n < a.now {
			return Reason{Code: OlderYear, Words: y}, true
		}
	}
	return Reason{}, false
}

// checkable looks for a figure, a date or an act.
func checkable(text string, has signs) (Reason, bool) {
	for _, rule := range []struct {
		code    Code
		pattern *pattern.Pattern
		needs   signs
	}{
		{CheckableDate, date, signDate},
		{CheckableFigure, figure, signDigit},
		{CheckableFigure, spelled, signSpelled},
		{CheckableAct, act, signAct},
	} {
		if has&rule.needs == 0 {
			continue
		}
		words := strings.TrimRight(rule.pattern.FindString(text), ".,")
		if rule.code == CheckableFigure {
			words = bare(words)
		}
		if words != "" && !(rule.code == CheckableAct && !named(text)) {
			return Reason{Code: rule.code, Words: clean(words)}, true
		}
	}
	return Reason{}, false
}

// bare returns a figure without a word after it that does not name what is counted:
// "3" for "3 of".
func bare(figure string) string {
	at := strings.LastIndexByte(figure, ' ')
	if at < 0 {
		return figure
	}
	switch strings.ToLower(figure[at+1:]) {
	case "about", "after", "and", "as", "at", "before", "but", "by", "for", "from", "if", "in", "is", "of", "on", "or", "out", "over",
		"since", "than", "that", "the", "their", "to", "under", "until", "was", "were", "when", "which", "while", "who", "with":
		return strings.TrimRight(figure[:at], ".,")
	}
	return figure
}

// somebody matches what looks like the beginning of a name: white space, a capital
// and another letter.
var somebody = pattern.Compile(`\s\p{Lu}\p{L}`)

// named reports whether the sentence seems to name somebody or something.
func named(text string) bool { return somebody.MatchString(text) }
