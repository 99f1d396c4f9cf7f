package brat

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/peer"
)

// tokens names types and values as brat wants them: by letters of ASCII, digits, hyphens and underscores.
type tokens struct {
	labels   map[model.LabelKey]string
	phrases  map[model.PhraseID]string
	analysts map[string]string
}

// newTokens returns the tokens of what the project lists. The result is not changed later.
func newTokens(p *peer.Project) *tokens {
	t := &tokens{labels: map[model.LabelKey]string{}, phrases: map[model.PhraseID]string{}, analysts: map[string]string{}}
	for _, l := range p.Codebook {
		t.labels[l.Key] = t.label(l.Key)
	}
	for _, one := range p.Phrases {
		t.phrases[one.ID] = t.phrase(one.ID)
	}
	for _, a := range p.Analysts {
		t.analysts[a.Name] = t.analyst(a.Name)
	}
	return t
}

func (t *tokens) label(key model.LabelKey) string {
	if token, known := t.labels[key]; known {
		return token
	}
	if safe(string(key)) && key != remarkType && key != phrasesType && !strings.HasPrefix(string(key), "phrase-") && !strings.HasPrefix(string(key), "group-") {
		return string(key)
	}
	return coined("label", string(key))
}

func (t *tokens) phrase(id model.PhraseID) string {
	if token, known := t.phrases[id]; known {
		return token
	}
	return coined("phrase", string(id))
}

func (t *tokens) analyst(name string) string {
	if token, known := t.analysts[name]; known {
		return token
	}
	if safe(name) && !strings.HasPrefix(name, "analyst-") {
		return name
	}
	return coined("analyst", name)
}

// safe reports whether brat can use a name as it is.
func safe(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || i > 0 && ('0' <= c && c <= '9' || c == '-' || c == '_')) {
			return false
		}
	}
	return name != ""
}

// coined returns a token for a name that brat cannot use: "phrase-single-source-3f9a1c".
func coined(kind, name string) string {
	sum := sha1.Sum([]byte(name))
	return kind + "-" + slug(name, 30) + hex.EncodeToString(sum[:4])
}

// slug returns the letters and digits of ASCII of a name, in lower case, with hyphens between words and
// one at the end, or "" if it has none. It is at most so long.
func slug(name string, most int) string {
	var b strings.Builder
	gap := false
	for _, c := range strings.ToLower(name) {
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			gap = b.Len() > 0
			continue
		}
		if b.Len() >= most {
			break
		}
		if gap {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(c)
	}
	if b.Len() > 0 {
		b.WriteByte('-')
	}
	return b.String()
}
