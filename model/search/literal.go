package search

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/model/search/token"
)

// Literals returns substrings that occur in the folded form of every match of a
// term's regular expression. They may begin and end inside words. A term of words
// has none, and a regular expression may have none.
//
// Literals reads them from the syntax tree of the expression. Successive letters
// make a substring; a choice or an optional part ends it. Each code point is folded
// by itself, so the folded match contains the folded letters. Two kinds of letters
// also end a substring: a letter that also matches a letter with another folded
// form, as ι matches the iota below a vowel where case is ignored, and a letter
// that is set apart from its neighbours (token/cutter.go).
func (t Term) Literals() []string {
	if t.Regexp == nil {
		return nil
	}
	tree, err := syntax.Parse(regexpFlags+t.Text, syntax.Perl)
	if err != nil {
		return nil // impossible, because Parse has compiled it
	}
	var l literals
	l.read(tree)
	l.end()
	slices.Sort(l.found)
	return slices.Compact(l.found)
}

// Needs returns sequences of letters and digits that occur in every folded sentence
// that the term's regular expression matches. Each is within one word or one run of
// a script without spaces. There may be none.
func (t Term) Needs() (needs [][]byte) {
	for _, l := range t.Literals() {
		for field := range strings.FieldsFuncSeq(l, func(r rune) bool { return !token.IsWordRune(r) }) {
			needs = append(needs, []byte(field))
		}
	}
	return needs
}

// literals collects the substrings while it reads a syntax tree from left to right.
type literals struct {
	found []string
	open  []byte // the current substring
}

func (l *literals) end() {
	if len(l.open) > 0 {
		l.found = append(l.found, string(l.open))
	}
	l.open = l.open[:0]
}

func (l *literals) read(x *syntax.Regexp) {
	switch x.Op {
	case syntax.OpLiteral:
		for _, r := range x.Rune {
			l.letter(r, x.Flags&syntax.FoldCase != 0)
		}
	case syntax.OpCharClass:
		l.class(x.Rune)
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range x.Sub {
			l.read(sub)
		}
	case syntax.OpPlus:
		l.repeat(x.Sub[0])
	case syntax.OpRepeat:
		if x.Min > 0 {
			l.repeat(x.Sub[0])
			return
		}
		l.end()
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
	default:
		l.end()
	}
}

// repeat reads a part that occurs at least once.
func (l *literals) repeat(x *syntax.Regexp) {
	l.end()
	l.read(x)
	l.end()
}

// letter adds a letter to the current substring. It ends the substring instead if
// the letter is set apart from its neighbours or also matches a letter with another
// folded form.
func (l *literals) letter(r rune, anyCase bool) {
	if token.IsApart(r) {
		l.end()
		return
	}
	folded := token.AppendFold(nil, string(r))
	if anyCase {
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			if token.Fold(string(other)) != string(folded) {
				l.end()
				return
			}
		}
	}
	l.open = append(l.open, folded...)
}

// class adds a letter to the current substring if all letters of the class are
// folded to it and none is set apart. Otherwise, or if a range of the class is
// long, it ends the substring.
func (l *literals) class(ranges []rune) {
	first := ""
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] > 8 {
			l.end()
			return
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if first == "" {
				first = token.Fold(string(r))
			}
			if first == "" || token.Fold(string(r)) != first || token.IsApart(r) {
				l.end()
				return
			}
		}
	}
	if first == "" {
		l.end()
		return
	}
	l.open = append(l.open, first...)
}
