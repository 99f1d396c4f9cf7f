package compare

import (
	"cmp"
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search/token"
)

// Utterance is something that somebody said, and that several outlets quote directly.
type Utterance struct {
	Wording   string // the shared wording
	Outlets   int    // how many outlets quote the shared wording, whole or in part
	Of        int    // how many outlets quote the utterance in any wording, at least two
	Voice     model.VoiceID
	VoiceName string    // who said it; both are empty if no variant names a voice, or two name different ones
	Variants  []Variant // in the order of their outlets' names, then of articles and sentences
}

// How utterances are found
//
// Two quotations are taken to be of one utterance if they have a run of four words in
// common, and in all runs of at least two words half of the letters of the shorter one, but
// no fewer than five words with 18 letters: "in the near future" is shared by people who say
// different things. Among the mentions of one statement, four words with 12 letters are
// enough. Equal quotations need no more than the run.
//
// Runs are looked up by their hashes, so that the cost is nearly proportional to the number
// of quoted words: texts that are equal are one, and of many texts with the same run, each
// is compared with a few.
//
// The shared wording is the one that most outlets quote without a change, whole or in part.
// Among equals it is the one that most outlets quote exactly so, then the longest, then the
// first by its letters.
const (
	runLength   = 4  // words of a run
	fewTexts    = 12 // at most this many texts with one run are all compared with each other
	neighbours  = 4  // of more texts, each is compared with this many before it, and with the first
	mostWording = 32 // how many texts of a group may become its shared wording
	mostRounds  = 16 // how many utterances a group may turn out to be
)

// threshold is what two texts that are not equal share at least.
type threshold struct{ words, letters int }

// The thresholds in a project, and among the mentions of one statement.
func inProject() threshold { return threshold{words: 5, letters: 18} }
func inRow() threshold     { return threshold{words: runLength, letters: 12} }

// FindUtterances returns the utterances that at least two outlets quote, those of most
// outlets first. The result does not depend on the order of its argument. Quotations of
// fewer than four words are left out.
func FindUtterances(all []Quoted) []Utterance { return newSayings(inProject()).utterances(all) }

// sayings finds utterances, and keeps the texts that it read.
type sayings struct {
	texts map[sentenceKey]*saying
	least threshold
}

func newSayings(least threshold) *sayings { return &sayings{map[sentenceKey]*saying{}, least} }

// read returns a text with its plain words. It keeps the text for the next call.
func (s *sayings) read(text, language string) *saying {
	key := sentenceKey{language, text}
	one := s.texts[key]
	if one == nil {
		one = &saying{text: text, language: language, plain: wording.Words(text)}
		s.texts[key] = one
	}
	return one
}

// utterances implements FindUtterances.
func (s *sayings) utterances(all []Quoted) (out []Utterance) {
	for _, group := range s.groups(s.distinct(all)) {
		for range mostRounds {
			u, rest, ok := s.settle(group)
			if !ok {
				break
			}
			if u.Of > 1 {
				out = append(out, u)
			}
			if group = rest; len(group) == 0 {
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b Utterance) int {
		return cmp.Or(cmp.Compare(b.Of, a.Of), strings.Compare(a.Wording, b.Wording), compareVariants(a.Variants[0], b.Variants[0]))
	})
	return out
}

// quotedText is a text that is quoted, by one sentence or more.
type quotedText struct {
	*saying
	quoted  []*Quoted
	outlets map[model.OutletID]bool
}

// distinct returns the different texts of at least runLength words, in order.
func (s *sayings) distinct(all []Quoted) []*quotedText {
	by := map[string]*quotedText{}
	languages := map[string]string{} // by text, the first by its letters
	for i := range all {
		q := &all[i]
		text := q.Text()
		t := by[text]
		if t == nil {
			t = &quotedText{outlets: map[model.OutletID]bool{}}
			by[text], languages[text] = t, q.Language
		}
		languages[text] = min(languages[text], q.Language)
		t.outlets[q.Outlet] = true
		t.quoted = append(t.quoted, q)
	}
	var out []*quotedText
	for _, text := range slices.Sorted(maps.Keys(by)) {
		t := by[text]
		if t.saying = s.read(text, languages[text]); len(t.plain) >= runLength {
			out = append(out, t)
		}
	}
	return out
}

// groups returns groups of texts in which each text shares runs of words with another one.
func (s *sayings) groups(texts []*quotedText) [][]*quotedText {
	runs := map[uint64][]int32{}
	seed := maphash.MakeSeed()
	for i, t := range texts {
		for h := range hashes(seed, t.plain) {
			if list := runs[h]; len(list) == 0 || list[len(list)-1] != int32(i) {
				runs[h] = append(list, int32(i))
			}
		}
	}
	of := newUnion(len(texts))
	seen := map[[2]int32]bool{}
	join := func(a, b int32) {
		if pair := [2]int32{a, b}; !seen[pair] {
			seen[pair] = true
			if s.alike(texts[a].plain, texts[b].plain, wording.Align(texts[a].plain, texts[b].plain)) {
				of.join(int(a), int(b))
			}
		}
	}
	for _, list := range runs {
		for j := 1; j < len(list); j++ {
			from := 0
			if len(list) > fewTexts {
				join(list[0], list[j])
				from = max(1, j-neighbours)
			}
			for k := from; k < j; k++ {
				join(list[k], list[j])
			}
		}
	}
	var out [][]*quotedText
	for _, members := range of.groups() {
		outlets := map[model.OutletID]bool{}
		group := make([]*quotedText, len(members))
		for i, m := range members {
			group[i] = texts[m]
			maps.Copy(outlets, texts[m].outlets)
		}
		if len(outlets) > 1 {
			out = append(out, group)
		}
	}
	return out
}

// hashes yields the hashes of the runs of words.
func hashes(seed maphash.Seed, words []wording.Word) func(func(uint64) bool) {
	return func(yield func(uint64) bool) {
		var h maphash.Hash
		h.SetSeed(seed)
		for i := range len(words) - runLength + 1 {
			h.Reset()
			for _, w := range words[i : i+runLength] {
				_, _ = h.WriteString(w.Key)
				_ = h.WriteByte(0)
			}
			if !yield(h.Sum64()) {
				return
			}
		}
	}
}

// alike reports whether two texts share enough, given their runs.
func (s *sayings) alike(a, b []wording.Word, runs []wording.Run) bool {
	longest, count, size := 0, 0, 0
	for _, r := range runs {
		if n := r.A.Len(); r.Kind == wording.Same && n > 1 { // a word alone may be any "the"
			longest, count, size = max(longest, n), count+n, size+letters(a[r.A.Start:r.A.End])
		}
	}
	switch {
	case longest < runLength:
		return false
	case longest == len(a) && longest == len(b):
		return true
	}
	return count >= s.least.words && size >= s.least.letters && 2*size >= min(letters(a), letters(b))
}

// letters returns how many letters words have. A letter of a script without spaces counts
// as three.
func letters(words []wording.Word) (n int) {
	for _, w := range words {
		for _, r := range w.Key {
			if n++; r >= 0x2e80 && token.IsUnspaced(r) {
				n += 2
			}
		}
	}
	return n
}

// settle returns the utterance with the wording that most outlets of a group share, and the
// texts of the group that belong to other utterances.
func (s *sayings) settle(group []*quotedText) (u Utterance, rest []*quotedText, ok bool) {
	for _, t := range group {
		t.prepare()
	}
	shared, supporters := s.sharedWording(group)
	if shared == nil {
		return u, nil, false
	}
	u.Wording, u.Outlets = shared.text, supporters
	outlets := map[model.OutletID]bool{}
	for _, t := range group {
		runs, changed := t.against(shared.saying)
		if t != shared && !s.alike(shared.words, t.words, runs) {
			rest = append(rest, t)
			continue
		}
		ops := t.ops(shared.saying, runs)
		for _, q := range t.quoted {
			outlets[q.Outlet] = true
			u.Variants = append(u.Variants, Variant{
				Article: q.Article, Index: q.Index, Sentence: q.Sentence, Span: q.Span(), Outlet: q.Outlet, OutletName: q.OutletName,
				Voice: q.Voice, VoiceName: q.VoiceName, Text: t.text, Ops: ops, Flagged: changed,
			})
		}
	}
	u.Of = len(outlets)
	slices.SortFunc(u.Variants, compareVariants)
	u.Voice, u.VoiceName = voiceOf(u.Variants)
	return u, rest, true
}

// sharedWording returns the text that most outlets quote without a change, and how many do.
func (s *sayings) sharedWording(group []*quotedText) (shared *quotedText, supporters int) {
	exact := map[string]map[model.OutletID]bool{} // who quotes just these words
	keys := make(map[*quotedText]string, len(group))
	for _, t := range group {
		var key strings.Builder
		for _, w := range t.words {
			key.WriteString(w.Key + " ")
		}
		keys[t] = key.String()
		if exact[keys[t]] == nil {
			exact[keys[t]] = map[model.OutletID]bool{}
		}
		maps.Copy(exact[keys[t]], t.outlets)
	}
	candidates := slices.Clone(group)
	slices.SortStableFunc(candidates, func(a, b *quotedText) int {
		return cmp.Or(cmp.Compare(len(exact[keys[b]]), len(exact[keys[a]])), cmp.Compare(len(b.words), len(a.words)),
			cmp.Compare(len(b.outlets), len(a.outlets)), strings.Compare(a.text, b.text))
	})
	for _, c := range candidates[:min(len(candidates), mostWording)] {
		outlets := map[model.OutletID]bool{}
		for _, t := range group {
			runs, changed := t.against(c.saying)
			if !changed && s.alike(c.words, t.words, runs) {
				maps.Copy(outlets, t.outlets)
			}
		}
		if len(outlets) > supporters {
			shared, supporters = c, len(outlets)
		}
	}
	return shared, supporters
}

func compareVariants(a, b Variant) int {
	return cmp.Or(strings.Compare(string(a.Outlet), string(b.Outlet)), strings.Compare(string(a.Article), string(b.Article)),
		a.Span.Compare(b.Span), strings.Compare(a.Text, b.Text))
}

// voiceOf returns the voice that variants name, if they name only one.
func voiceOf(variants []Variant) (id model.VoiceID, name string) {
	for _, v := range variants {
		switch {
		case v.Voice == "" || v.Voice == id:
		case id == "":
			id, name = v.Voice, v.VoiceName
		default:
			return "", ""
		}
	}
	if id != "" {
		return id, name
	}
	for _, v := range variants {
		switch {
		case v.VoiceName == "" || record.VoiceIDOf(v.VoiceName) == record.VoiceIDOf(name):
		case name == "":
			name = v.VoiceName
		default:
			return "", ""
		}
	}
	return "", name
}
