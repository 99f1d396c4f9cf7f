package symbol

import (
	"testing"
	"unicode/utf8"
)

func TestFontsAreKnownByTheirNames(t *testing.T) {
	for _, name := range []string{"Symbol", "SymbolMT", "ABCDEF+SymbolMT", "Symbol-Bold", "Wingdings", "Wingdings-Regular", "Wingdings 2", "Wingdings3", "Webdings", "ZapfDingbats", "ITC Zapf Dingbats", `"Monotype Sorts"`} {
		if Of(name) == nil {
			t.Errorf("%s is not known", name)
		}
	}
	for _, name := range []string{"", "Times New Roman", "Segoe UI Symbol", "Noto Sans Symbols", "ABCDEF+Helvetica"} {
		if Of(name) != nil {
			t.Errorf("%q is taken for a font of signs", name)
		}
	}
}

func TestCodesMeanSigns(t *testing.T) {
	for _, c := range []struct {
		font string
		code rune
		want string
	}{
		{"Symbol", 'm', "μ"},
		{"Symbol", 0xF0AE, "→"},
		{"Symbol", 0xB3, "≥"},
		{"Symbol", 0xD0, "∠"},
		{"Symbol", 0xE5, "∑"},
		{"Symbol", 0xFE, "⎭"},
		{"Symbol", '7', "7"},
		{"Symbol", 0x3B1, "α"}, // a character outside the font's codes
		{"Wingdings", 'J', "☺"},
		{"Wingdings", 0xF04C, "☹"},
		{"Wingdings", 0xFC, "✔"},
		{"Wingdings", 0xFE, "☑"},
		{"Wingdings", 0xE0, "→"},
		{"Wingdings", 0xA7, "▪"},
		{"Wingdings", 0xD8, "➢"},
		{"Wingdings", 0x81, "①"},
		{"Wingdings", 0x95, "❿"},
		{"Wingdings", 0xB7, "🕐"},
		{"Wingdings", 0xFF, Unknown},
		{"Wingdings 2", 0xF052, "☑"},
		{"Wingdings 2", 0xA3, "□"},
		{"Wingdings 3", 0x75, "▶"},
		{"Webdings", 'a', "✔"},
		{"ZapfDingbats", 0x34, "✔"},
		{"ZapfDingbats", 0x6E, "■"},
		{"ZapfDingbats", 0xD5, "→"},
		{"ZapfDingbats", 0xFE, "➾"},
		{"ZapfDingbats", ' ', " "},
	} {
		if got := Of(c.font).Text(c.code); got != c.want {
			t.Errorf("%s %#x is %q, want %q", c.font, c.code, got, c.want)
		}
	}
}

func TestClaimsOfFilesAreCorrected(t *testing.T) {
	for _, c := range [][3]string{
		{"Wingdings", "§", "▪"}, // the letter on the symbol's key
		{"Wingdings", "\uF0FC", "✔"},
		{"Wingdings", "✓", "✓"},
		{"Symbol", "\uF0B7", "•"},
		{"Symbol", "m", "m"}, // Symbol has Latin letters on its keys, and files mean the letters
		{"Symbol", "fi", "fi"},
	} {
		if got := Of(c[0]).Mapped(c[1]); got != c[2] {
			t.Errorf("%s %q is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestTablesHoldOneCharacterACode(t *testing.T) {
	for _, known := range tables {
		for code, s := range known.table.texts {
			if s != "" && utf8.RuneCountInString(s) != 1 {
				t.Errorf("%s %#x is %q", known.name, code, s)
			}
		}
	}
}
