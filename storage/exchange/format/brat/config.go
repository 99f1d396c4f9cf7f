package brat

import (
	"cmp"
	"maps"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/peer"
)

// config writes the configuration of a collection.
type config struct {
	*tokens
	book     model.Codebook
	phrases  []model.Phrase
	analysts []peer.Analyst
}

// types returns annotation.conf: the types of annotations. Those of a group are below its name, which
// nobody can choose.
func (c *config) types() string {
	var b strings.Builder
	b.WriteString(signature + "\n[entities]\n")
	done := map[string]bool{"": true}
	for _, l := range c.book {
		if l.Group == "" {
			b.WriteString(c.label(l.Key) + "\n")
		}
		if done[l.Group] {
			continue
		}
		done[l.Group] = true
		b.WriteString("!" + coined("group", l.Group) + "\n")
		for _, other := range c.book {
			if other.Group == l.Group {
				b.WriteString("\t" + c.label(other.Key) + "\n")
			}
		}
	}
	b.WriteString(remarkType + "\n")
	if len(c.phrases) > 0 {
		b.WriteString("!" + phrasesType + "\n")
		for _, p := range c.phrases {
			b.WriteString("\t" + c.phrase(p.ID) + "\n")
		}
	}
	b.WriteString("\n[relations]\n\n[events]\n\n[attributes]\n")
	if len(c.analysts) > 0 {
		values := make([]string, 0, len(c.analysts))
		for _, a := range c.analysts {
			values = append(values, c.analyst(a.Name))
		}
		b.WriteString(analystAttribute + "\tArg:<ENTITY>, Value:" + strings.Join(values, "|") + "\n")
	}
	b.WriteString(sourceAttribute + "\tArg:<ENTITY>, Value:A|B|C|D|E|F\n")
	b.WriteString(informationAttribute + "\tArg:<ENTITY>, Value:1|2|3|4|5|6\n")
	return b.String()
}

// looks returns visual.conf: the names of types and values on screen, and the colours of labels.
func (c *config) looks() string {
	var b strings.Builder
	b.WriteString(signature + "\n[labels]\n")
	name := func(token, name string) {
		if token != name {
			b.WriteString(token + " | " + name + "\n")
		}
	}
	done := map[string]bool{"": true}
	for _, l := range c.book {
		if !done[l.Group] {
			done[l.Group] = true
			name(coined("group", l.Group), l.Group)
		}
		name(c.label(l.Key), l.Called())
	}
	for _, p := range c.phrases {
		name(c.phrase(p.ID), p.Name)
	}
	for _, a := range c.analysts {
		name(c.analyst(a.Name), a.Name)
	}
	b.WriteString("\n[drawing]\n")
	for _, l := range c.book {
		if l.Color != "" {
			b.WriteString(c.label(l.Key) + "\tbgColor:" + l.Color + "\n")
		}
	}
	return b.String()
}

// types are the types of a collection, as its configuration states them.
type types struct {
	own    bool              // Assay wrote it
	names  map[string]string // on screen, by token
	above  map[string]string // the token of the type above
	order  []string          // of the entity types
	colors map[string]string
}

// name returns the name of a type or a value: the one on screen or, if there is none, its token.
func (t *types) name(token string) string { return cmp.Or(t.names[token], token) }

// distinct drops the names that several types have on screen, and those that are the token of another
// type.
func (t *types) distinct() {
	holders := map[string]int{}
	for _, name := range t.names {
		holders[name]++
	}
	tokens := maps.Clone(t.names)
	for token, name := range tokens {
		_, isToken := tokens[name]
		if _, known := t.above[name]; holders[name] > 1 || name != token && (isToken || known) {
			delete(t.names, token)
		}
	}
}

// isPhrase reports whether a type stands for a phrase.
func (t *types) isPhrase(token string) bool { return t.own && t.above[token] == phrasesType }

// group returns the names of the types above a type.
func (t *types) group(token string) string {
	var names []string
	for at := t.above[token]; at != "" && len(names) < 20; at = t.above[at] {
		names = append([]string{t.name(at)}, names...)
	}
	return strings.Join(names, " / ")
}

// codes returns the entity types as entries of a codebook.
func (t *types) codes() (codes []peer.Code) {
	for _, token := range t.order {
		switch {
		case t.own && token == remarkType:
		case t.isPhrase(token):
			codes = append(codes, peer.Code{Name: t.name(token), Phrase: true})
		default:
			codes = append(codes, peer.Code{Name: t.name(token), Color: t.colors[token], Group: t.group(token)})
		}
	}
	return codes
}

// parse reads the two files of a configuration, either of which may be empty.
func parse(config, visual string) *types {
	t := &types{names: map[string]string{}, above: map[string]string{}, colors: map[string]string{}}
	t.own = strings.HasPrefix(visual, signature)
	var path []string // the types around the current line, by depth
	sections(config, func(section, line string) {
		if section != "entities" && section != "spans" {
			return
		}
		depth := len(line) - len(strings.TrimLeft(line, "\t"))
		token, abstract := strings.CutPrefix(strings.Fields(line)[0], "!")
		if strings.HasPrefix(token, "<") || strings.Trim(token, "-") == "" {
			return // a macro or a line between types
		}
		path = append(path[:min(depth, len(path))], token)
		if _, seen := t.above[token]; seen {
			return
		}
		t.above[token] = ""
		if len(path) > 1 {
			t.above[token] = path[len(path)-2]
		}
		if !abstract {
			t.order = append(t.order, token)
		}
	})
	sections(visual, func(section, line string) {
		switch section {
		case "labels":
			token, name, found := strings.Cut(line, "|")
			if !t.own {
				name, _, _ = strings.Cut(name, "|")
			}
			if token, name = strings.TrimSpace(token), strings.TrimSpace(name); found && name != "" {
				t.names[token] = name
			}
		case "drawing":
			fields := strings.FieldsFunc(line, func(c rune) bool { return c == ' ' || c == '\t' || c == ',' })
			for _, field := range fields[min(1, len(fields)):] {
				if color, found := strings.CutPrefix(field, "bgColor:#"); found && len(color) == 6 {
					t.colors[fields[0]] = "#" + strings.ToUpper(color)
				}
			}
		}
	})
	if !t.own {
		t.distinct()
	}
	return t
}

// sections calls visit with each line of a configuration that is neither empty nor a comment, and the
// name of its section.
func sections(text string, visit func(section, line string)) {
	section := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \r\n\t")
		bare := strings.TrimSpace(line)
		switch {
		case bare == "" || bare[0] == '#':
		case bare[0] == '[' && strings.HasSuffix(bare, "]"):
			section = strings.ToLower(bare[1 : len(bare)-1])
		default:
			visit(section, line)
		}
	}
}
