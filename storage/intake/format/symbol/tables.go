package symbol

import (
	"strconv"
	"strings"
)

// tables lists fonts by the beginnings of their names, in lower case. The first
// that matches a name counts.
var tables = []struct {
	name  string
	table *Table
}{
	{"wingdings2", tableOf(wingdings2, false)},
	{"wingdings3", tableOf(wingdings3, false)},
	{"wingdings", tableOf(wingdings, false)},
	{"webdings", tableOf(webdings, false)},
	{"zapfdingbats", tableOf(dingbats, false)},
	{"itczapfdingbats", tableOf(dingbats, false)},
	{"monotypesorts", tableOf(dingbats, false)},
	{"dingbats", tableOf(dingbats, false)},
	{"symbol", tableOf(symbols, true)},
}

// tableOf parses rows of a table: a hexadecimal code, a colon, and the characters
// from that code on. "␀" stands for a code without a character.
func tableOf(rows string, letters bool) *Table {
	t := &Table{letters: letters}
	for row := range strings.FieldsSeq(rows) {
		at, signs, _ := strings.Cut(row, ":")
		c, err := strconv.ParseUint(at, 16, 8)
		if err != nil {
			panic("symbol: a row without a code: " + row)
		}
		for _, r := range signs {
			if r != none {
				t.texts[c] = string(r)
			}
			c++
		}
	}
	return t
}

const none = '\u2400' // marks a code without a character

// symbols is Adobe's Symbol encoding, with the euro sign and the pieces of tall
// brackets.
// https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt
const symbols = `
21:!∀#∃%&∋()∗+,−./0123456789:;<=>?
40:≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_
60:‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼
A0:€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵
C0:ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓
E0:◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪␀⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭`

// wingdings follows the mapping published with Unicode 7. Symbols that few fonts
// can show (arrows and check boxes of the supplementary planes) are replaced with
// the nearest older ones.
const wingdings = `
21:🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍
40:🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉
60:♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□◻❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶❝❞
80:⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•
A0:⬝○🞆🞈◉◎🔿▪◻🟂✦★✶✴✹🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘
C0:🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈➲⮉⮋←
E0:→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✔☒☑`

// Wingdings 2, Wingdings 3 and Webdings list only common symbols: ticks, boxes,
// arrows, numbers.
const (
	wingdings2 = `
3C:✆ 4F:✗✓☒☑☒☒ 6A:①②③④⑤⑥⑦⑧⑨⑩ 97:• A2:■□`
	wingdings3 = `
21:←→↑↓↖↗↙↘ 66:←→↑↓↖↗↙↘ 70:▲▼△▽◀▶◁▷ 7C:◀▶`
	webdings = `
33:◀▶▲▼ 59:♥ 61:✔ 63:□ 67:■ 6E:● 72:✗`
)

// dingbats is Zapf Dingbats.
// https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/zdingbat.txt
const dingbats = `
21:✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟
40:✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿
60:❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞
A1:❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿
C0:➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟
E0:➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯␀➱➲➳➴➵➶➷➸➹➺➻➼➽➾`
