package office_test

import (
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

func TestRTFGivesItsText(t *testing.T) {
	for name, c := range map[string]struct{ raw, want string }{
		"a document": {`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title No}}{\header No\par}\f0\b Gate fails\b0\par
It failed \emdash  caf\'e9\line on Monday.\par{\*\generator No;}{\field{\*\fldinst No}{\fldrslt link}}\par}trailing`, "Gate fails\n\nIt failed — café on Monday.\n\nlink"},
		"Cyrillic by the font":   {`{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\f1\'cc\'b3\'f1\'f2}{\f0 caf\'e9}\par}`, "Містcafé"},
		"Unicode with stand-ins": {`{\rtf1\uc1 \u1052?\u1110\'b3\uc0\u8211 a\uc1\u-10180?\u-8438?}`, "Мі–a\U0001F30A"},
		"footnotes":              {`{\rtf1 a{\super\chftn}{\footnote\pard{\super\chftn} A note.}, b\par c{\*\footnote\ftnalt Another.\par One more.}\par}`, "a, b\n\nc\n\nA note.\n\nAnother.\n\nOne more."},
		"hidden text":            {`{\rtf1 a{\v b}c\v d\v0 e}`, "ace"},
		"cells of a table":       {`{\rtf1 a\cell b\cell\row c\par}`, "a b\n\nc"},
		"escapes":                {`{\rtf1 \{a\}\\b\~c\_d\-e}`, "{a}\\b c\u2011de"},
		"UTF-8":                  {"{\\rtf1\\ansicpg65001 Žlutý kůň.}", "Žlutý kůň."},
		"the usual font":         {`{\rtf1\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\'cf\f0\'e9\plain\'cf}`, "ПéП"},
		"plain letters":          {`{\rtf1 a\v b\plain c}`, "ac"},
		"a text box":             {`{\rtf1 The gate {\shp{\*\shpinst{\sp{\sn a}{\sv 2}}{\shptxt In a box.\par}}{\shprslt Again.\par}}failed.\par So.}`, "The gate failed.\n\nIn a box.\n\nSo."},
		"one in a group":         {`{\rtf1 a{\shp{\*\shpinst{\shp{\*\shpinst{\shptxt b}}}}}}`, "a\n\nb"},
		"one in a header":        {`{\rtf1 a{\header{\shp{\*\shpinst{\shptxt b}}}}}`, "a"},
		"binary data":            {"{\\rtf1 a\\bin3 }}}b}", "ab"},
	} {
		formattest.Same(t, name, formattest.Only(t, "rtf", []byte(c.raw)).Text, c.want)
	}
}

func TestRTFSignsAreCharacters(t *testing.T) {
	const fonts = `{\rtf1\ansi{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\froman\fcharset2{\*\panose 05050102010706020507}Symbol;}{\f2\fnil\fcharset2 Wingdings{\*\falt Symbol};}}`
	for name, c := range map[string]struct{ raw, want string }{
		"bytes":               {`4 {\f1\'ae} 6 {\f1 m}m`, "4 → 6 μm"},
		"private codes":       {`{\f1\u-3917\'b3} 5 {\f2\u61692?}`, "≥ 5 ✔"},
		"the next font":       {`{\f2 J\f0 J}`, "☺J"},
		"a field":             {`{\field{\*\fldinst SYMBOL 174 \\f "Symbol" \\s 12}{\fldrslt\f1\fs24}}.`, "→."},
		"one in groups":       {`{\field{\*\fldinst {\rtlch SYMBOL }{252 \\f "Wingdings"}}{\fldrslt {\f2\'fc}}}.`, "✔."},
		"any other field":     {`{\field{\*\fldinst PAGE}{\fldrslt 7}}.`, "7."},
		"a field in a field":  {`{\field{\*\fldinst IF {\field{\*\fldinst PAGE}{\fldrslt 7}}}{\fldrslt yes}}.`, "yes."},
		"a hidden field":      {`a{\v{\field{\*\fldinst SYMBOL 174 \\f "Symbol"}{\fldrslt b}}}`, "a"},
		"one in the header":   {`a{\header{\field{\*\fldinst SYMBOL 174 \\f "Symbol"}{\fldrslt b}}}`, "a"},
		"a sign nobody knows": {`{\f2\'ff}`, "\uFFFD"},
	} {
		formattest.Same(t, name, formattest.Only(t, "rtf", []byte(fonts+c.raw+`}`)).Text, c.want)
	}
}

func TestRTFTextInTwoVersionsIsReadOnce(t *testing.T) {
	for name, c := range map[string]struct{ raw, want string }{
		"the Unicode one":       {`{\upr{Lodz}{\*\ud{\u321?\u243?d\u378?}}} said no`, "Łódź said no"},
		"without groups":        {`{\upr Lodz{\*\ud \u321?\u243?d\u378?}} said no`, "Łódź said no"},
		"with groups in it":     {`{\upr{{\b Lodz}, a town}{\*\ud{{\b \u321?\u243?d\u378?}, {\i a} town}}} said no`, "Łódź, a town said no"},
		"twice":                 {`{\upr{a}{\*\ud{b}}}{\upr{c}{\*\ud{d}}}e`, "bde"},
		"several paragraphs":    {`{\upr{a\par b}{\*\ud{c\par d}}}\par`, "c\n\nd"},
		"what is no text":       {`a{\upr{\*\bkmkstart b}{\*\ud{\*\bkmkstart c}}}d`, "ad"},
		"in the information":    {`{\info{\upr{\title a}{\*\ud{\title b}}}}c`, "c"},
		"in a footnote":         {`a{\footnote {\upr{b}{\*\ud{c}}}}`, "a\n\nc"},
		"hidden":                {`a{\v{\upr{b}{\*\ud{c}}}}d`, "ad"},
		"the older one alone":   {`{\upr{a}}b`, "ab"},
		"ruby of older Words":   {`{\field{\*\fldinst EQ \\* jc2 \\* "Font:Mincho" \\* hps10 \\o\\ad(\\s\\up 9({\u12415?\u12394?\u12392?}),\u28207?)}{\fldrslt}}\u12391?`, "港で"},
		"hidden by a paragraph": {`{\v a\par b\par}c\v d\v0 e\v1 f\plain g`, "ceg"},
	} {
		formattest.Same(t, name, formattest.Only(t, "rtf", []byte(`{\rtf1\ansi\uc1 `+c.raw+`}`)).Text, c.want)
	}
}

func FuzzRTF(f *testing.F) {
	formattest.Fuzz(f, []byte(`{\rtf1\ansicpg1251{\fonttbl{\f1\fcharset204 B;}}\f1\'cc\u1052?{\*\x}\bin3 abc\par\v a\v0}`))
}
