package webannotation

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// The layout
//
// The file is an answer of Hypothesis's search: {"rows": […], "total": n}. Each sentence and analyst
// has an annotation whose tags are the label, the phrases and the grade, and each note has one of its
// own. The field "assay" says which tag is what; Hypothesis keeps fields that it does not know.

// writeHypothesis writes the annotations as an answer of Hypothesis's search.
func writeHypothesis(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	type rows struct {
		data []byte
		n    int
	}
	total, before := 0, ""
	_, err := io.WriteString(w, "{\"rows\":[\n")
	for page, pageErr := range peer.Encoded(ctx, c, func() func(*peer.Page) (rows, error) {
		h := &hypothesis{book: c.Project.Codebook}
		return func(p *peer.Page) (rows, error) {
			h.article(p)
			return rows{slices.Clone(h.buf), h.n}, nil
		}
	}) {
		if err = cmp.Or(err, pageErr); err != nil {
			return err
		}
		if page.n == 0 {
			continue
		}
		_, err = io.WriteString(w, before)
		if err == nil {
			_, err = w.Write(page.data)
		}
		if err != nil {
			return err
		}
		total, before = total+page.n, ",\n"
	}
	if err == nil {
		_, err = io.WriteString(w, "\n],\"total\":"+strconv.Itoa(total)+"}\n")
	}
	return err
}

// hypothesis appends annotations.
type hypothesis struct {
	writer
	book model.Codebook
	uri  string
	n    int // the number of annotations
}

// article replaces the buffer by the annotations of an article.
func (h *hypothesis) article(p *peer.Page) {
	h.about(p, offset.UTF16)
	h.n, h.uri = 0, cmp.Or(p.Metadata.URL, "urn:x-assay:"+string(p.ID))
	h.unit(&peer.Unit{Phrases: p.Phrases, Notes: p.Notes}, true)
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			h.unit(&list[i], false)
		}
	}
}

// unit appends the annotations on a sentence or on the whole article.
func (h *hypothesis) unit(u *peer.Unit, whole bool) {
	byAnalyst(u, func(analyst string, s *said) {
		s.attributions, s.mentions = nil, nil
		if s.empty() {
			return
		}
		at := s.time()
		if at.IsZero() {
			at = h.page.Imported
		}
		h.begin(analyst, string(h.page.ID)+u.ID+"\x00"+analyst, "", at, at)
		h.tags(s)
		h.end(u, whole)
	})
	for i := range u.Notes {
		n := &u.Notes[i]
		h.begin(n.Analyst, n.ID, n.Text, n.Created, n.Updated)
		h.add(`,"tags":[],"assay":{"article":`)
		h.text(string(h.page.ID))
		h.field("note", n.ID)
		h.end(u, whole)
	}
}

// begin appends an annotation up to its tags.
func (h *hypothesis) begin(analyst, id, text string, created, updated time.Time) {
	if h.n++; h.n > 1 {
		h.add(",\n")
	}
	sum := sha256.Sum256([]byte(id))
	h.add(`{"id":"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`)
	h.time("created", created)
	h.time("updated", updated)
	user := account(analyst)
	h.field("user", user)
	h.add(`,"user_info":{"display_name":`)
	h.text(analyst)
	h.add("}")
	h.field("uri", h.uri)
	h.field("text", text)
	h.add(`,"group":"__world__","hidden":false,"flagged":false,"links":{},"permissions":{"read":["` + user + `"],"admin":["` + user +
		`"],"update":["` + user + `"],"delete":["` + user + `"]},"document":{"title":[`)
	h.text(h.page.Title())
	h.add("]}")
}

// account returns an account name that Hypothesis accepts for an analyst.
func account(analyst string) string {
	name := strings.Map(func(r rune) rune {
		if r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}, analyst)
	for len(name) < 3 {
		name += "_"
	}
	return "acct:" + name[:min(len(name), 30)] + "@assay.app"
}

// tags appends the tags and the beginning of the field that says what they are.
func (h *hypothesis) tags(s *said) {
	var tags, keys, phrases []string
	for _, l := range s.labels {
		name := string(l.Label)
		if label, known := h.book.Find(l.Label); known {
			name = label.Name
		}
		tags, keys = append(tags, name), append(keys, string(l.Label))
	}
	for _, p := range s.phrases {
		tags, phrases = append(tags, p.Name), append(phrases, p.Name)
	}
	for _, g := range s.grades {
		tags = append(tags, g.Grade.String())
	}
	h.add(`,"tags":`)
	h.texts(tags)
	h.add(`,"assay":{"article":`)
	h.text(string(h.page.ID))
	if keys != nil {
		h.add(`,"labels":{`)
		for i, key := range keys {
			if i > 0 {
				h.add(",")
			}
			h.text(tags[i])
			h.add(":")
			h.text(key)
		}
		h.add("}")
	}
	if phrases != nil {
		h.add(`,"phrases":`)
		h.texts(phrases)
	}
	for _, g := range s.grades {
		h.field("grade", g.Grade.String())
		h.filled("basis", g.Basis)
	}
}

// end appends the end of an annotation from the field "assay", which is open.
func (h *hypothesis) end(u *peer.Unit, whole bool) {
	if !whole {
		h.field("sentence", u.ID)
	}
	h.add(`},"target":[{"source":`)
	h.text(h.uri)
	if !whole {
		h.add(",")
		h.selectors(u.Span)
	}
	h.add("}]}")
}
