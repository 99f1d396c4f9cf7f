// Package tokentest makes random texts in many scripts, and articles with random
// titles, for tests.
package tokentest

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Scripts holds the characters that the texts are made of, by script.
var Scripts = map[string]string{
	"Latin":    "abcXYZ éÀß ﬁœ'’-–.,\n 0129 e\u0301\u0308 ñ\u00adŁ½ ",
	"pieces":   "ab12-\n\u00ad\r ʻʼ²₃½①㎏™ \t¬é",
	"numbers":  "0123450,.' \u00a0٬1٢%a,00123",
	"Korean":   "한국서울에서 ㄱaK2½.한은\u1109\u1165\u11af",
	"Cyrillic": "абвЯЮё йЙїЇ –«» .,0",
	"CJK":      "東京都新聞 。、がかパーｱﾞ 々a1㍿ ",
	"Thai":     "กขน้ำไทย่ า a ",
	"Arabic":   "كتاب ِـأإ،\u200c ٣ ",
	"all":      "aé東が\u3099น้ऀक्ि한\u200d🙂\x00\xff\u0345ǆ Ω𠀀ﷺ℃\u20dd ",
}

// Severals holds characters in Scripts that stand for several others. Some tests skip
// texts with them.
const Severals = "½㍿ﷺ℃㎏™"

// Texts calls f with n random texts of each script, and logs the seed.
func Texts(t testing.TB, n int, f func(script, text string)) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	for _, script := range slices.Sorted(maps.Keys(Scripts)) {
		runes := []rune(Scripts[script])
		for range n {
			var b strings.Builder
			for range rng.IntN(30) {
				b.WriteRune(runes[rng.IntN(len(runes))])
			}
			f(script, b.String())
		}
	}
}
