package typeset

import (
	"cmp"
	"io"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// system finds characters in the fonts of the system. Whichever document asks, the same fonts on
// the same system are chosen for the same characters: candidates are compared by their families
// and their paths, not by the order in which they were found.
type system struct {
	scanned bool
	fonts   []fontscan.Footprint
	loaded  map[fontscan.Location]*Font // nil for fonts that cannot be used
	chosen  map[wanted]*Font
	scripts map[scripted]*Font // the first font chosen for a script
}

// wanted is a character in a look.
type wanted struct {
	char   rune
	bold   bool
	region region
}

type scripted struct {
	script language.Script
	bold   bool
	region region
}

// region is the place whose shapes of ideographs are wanted.
type region uint8

const (
	anywhere region = iota
	simplified
	traditional
	japanese
	korean
)

// regionOf returns the region of a BCP 47 tag.
func regionOf(tag string) region {
	tag = strings.ToLower(tag)
	main, rest, _ := strings.Cut(tag, "-")
	switch main {
	case "ja":
		return japanese
	case "ko":
		return korean
	case "zh", "yue":
		if strings.Contains(rest, "hant") || strings.Contains(rest, "tw") || strings.Contains(rest, "hk") || main == "yue" {
			return traditional
		}
		return simplified
	default:
		return anywhere
	}
}

// families are the beginnings of the names of families of a region, the preferred first, in the
// form of font.NormalizeFamily. They come with Linux, macOS and Windows.
func (r region) families() []string {
	switch r {
	case japanese:
		return []string{"notosanscjkjp", "notosansjp", "hiraginosans", "hiraginokaku", "yugothic", "meiryo", "msgothic", "notoserifcjkjp"}
	case korean:
		return []string{"notosanscjkkr", "notosanskr", "applesdgothic", "malgungothic", "notoserifcjkkr"}
	case traditional:
		return []string{"notosanscjktc", "notosanscjkhk", "notosanstc", "pingfangtc", "pingfanghk", "microsoftjhenghei", "notoserifcjktc"}
	default:
		return []string{"notosanscjksc", "notosanssc", "pingfangsc", "microsoftyahei", "hiraginosansgb", "simsun", "notoserifcjksc"}
	}
}

// general are families of other scripts, the preferred first.
var general = [...]string{"notosans", "segoeui", "arial", "sfarabic", "geezapro", "dejavusans", "helvetica", "tahoma", "notoserif", "dejavuserif"}

// scan lists the system's fonts. It returns none if they cannot be found.
func (s *system) scan() {
	s.scanned = true
	cache := "" // the system's folder for caches, where Fyne has the same list
	if dir, err := os.UserCacheDir(); err != nil || os.MkdirAll(dir, 0o700) != nil {
		cache = os.TempDir()
	}
	found, err := fontscan.SystemFonts(log.New(io.Discard, "", 0), cache)
	if err != nil {
		return
	}
	for i := range found {
		if found[i].Aspect.Style != font.StyleItalic {
			s.fonts = append(s.fonts, found[i])
		}
	}
}

// fontFor returns a font of the system that has a character, or nil.
func (s *system) fontFor(r rune, script language.Script, style *Style) *Font {
	key := wanted{r, style.Bold, regionOf(style.Language)}
	if f, ok := s.chosen[key]; ok {
		return f
	}
	first := scripted{script, key.bold, key.region}
	if f := s.scripts[first]; f != nil && f.draws(r) {
		s.chosen[key] = f
		return f
	}
	f := s.search(key)
	s.chosen[key] = f
	if f != nil && s.scripts[first] == nil {
		s.scripts[first] = f
	}
	return f
}

// rank is how well a font suits; less is better.
type rank struct{ region, family, weight, index int }

// search returns the best font that has a character, or nil.
func (s *system) search(w wanted) *Font {
	if !s.scanned {
		s.scan()
	}
	type candidate struct {
		*fontscan.Footprint
		rank
	}
	var all []candidate
	for i := range s.fonts {
		if p := &s.fonts[i]; p.Runes.Contains(w.char) {
			all = append(all, candidate{p, rankOf(p, w)})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.region, b.region), cmp.Compare(a.family, b.family), cmp.Compare(a.weight, b.weight),
			cmp.Compare(a.Family, b.Family), cmp.Compare(a.Location.File, b.Location.File), cmp.Compare(a.index, b.index))
	})
	for _, c := range all {
		if f := s.load(c.Footprint); f != nil && f.draws(w.char) {
			return f
		}
	}
	return nil
}

func rankOf(p *fontscan.Footprint, w wanted) rank {
	begins := func(prefix string) bool { return strings.HasPrefix(p.Family, prefix) }
	r := rank{index: int(p.Location.Index)}
	regional := w.region.families()
	if r.region = slices.IndexFunc(regional, begins); r.region < 0 {
		r.region = len(regional)
	}
	if r.family = slices.IndexFunc(general[:], begins); r.family < 0 {
		r.family = len(general)
	}
	for _, odd := range []string{"mono", "nastaliq", "kufi", "rashi", "unjoined", "emoji", "condensed", "lastresort"} {
		if strings.Contains(p.Family, odd) {
			r.family += len(general) + 1
		}
	}
	goal := font.WeightNormal
	if w.bold {
		goal = font.WeightBold
	}
	r.weight = int(max(p.Aspect.Weight-goal, goal-p.Aspect.Weight))
	if p.Aspect.Stretch != font.StretchNormal {
		r.weight += 1000
	}
	return r
}

// load reads a font of the system. It returns nil for one that is damaged or must not be
// embedded.
func (s *system) load(p *fontscan.Footprint) *Font {
	if f, ok := s.loaded[p.Location]; ok {
		return f
	}
	f, err := read(p)
	if err != nil {
		f = nil
	}
	s.loaded[p.Location] = f
	return f
}

func read(p *fontscan.Footprint) (*Font, error) {
	file, err := os.Open(p.Location.File)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	loaders, err := opentype.NewLoaders(file)
	if err != nil {
		return nil, err
	}
	if int(p.Location.Index) >= len(loaders) {
		return nil, os.ErrNotExist
	}
	loader := loaders[p.Location.Index]
	if restricted(loader) {
		return nil, os.ErrPermission
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, err
	}
	return newFont(font.NewFace(parsed), p.Family, p.Aspect.Weight >= font.WeightSemibold), nil
}

// restricted reports whether the maker of a font forbids embedding it: bit 1 of fsType in the
// table OS/2.
func restricted(l *opentype.Loader) bool {
	table, err := l.RawTable(opentype.MustNewTag("OS/2"))
	return err == nil && len(table) > 9 && table[9]&0x0f == 0x02
}

// draws reports whether a font has a glyph with an outline for a character. Fonts of coloured
// pictures have none.
func (f *Font) draws(r rune) bool {
	glyph, ok := f.face.NominalGlyph(r)
	return ok && (len(f.outline(glyph)) > 0 || blank(r))
}
