// Package pattern compiles regular expressions when they are first used, so that a
// command which needs none of them starts sooner.
package pattern

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression. Its methods are like those of regexp.Regexp.
type Pattern struct {
	source string
	form   func() *regexp.Regexp
}

// Compile returns the pattern of an expression. The expression is compiled when the
// pattern is first used, which panics if it is invalid.
func Compile(expression string) *Pattern {
	return &Pattern{expression, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
}

// String returns the expression.
func (p *Pattern) String() string { return p.source }

// FindAllString is like regexp.Regexp.FindAllString.
func (p *Pattern) FindAllString(s string, n int) []string {
	return p.form().FindAllString(s, n)
}

// FindAllStringIndex is like regexp.Regexp.FindAllStringIndex.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.form().FindAllStringIndex(s, n)
}

// FindAllStringSubmatch is like regexp.Regexp.FindAllStringSubmatch.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.form().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is like regexp.Regexp.FindAllStringSubmatchIndex.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.form().FindAllStringSubmatchIndex(s, n)
}

// FindString is like regexp.Regexp.FindString.
func (p *Pattern) FindString(s string) string {
	return p.form().FindString(s)
}

// FindStringIndex is like regexp.Regexp.FindStringIndex.
func (p *Pattern) FindStringIndex(s string) []int {
	return p.form().FindStringIndex(s)
}

// FindStringSubmatch is like regexp.Regexp.FindStringSubmatch.
func (p *Pattern) FindStringSubmatch(s string) []string {
	return p.form().FindStringSubmatch(s)
}

// FindStringSubmatchIndex is like regexp.Regexp.FindStringSubmatchIndex.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.form().FindStringSubmatchIndex(s)
}

// MatchString is like regexp.Regexp.MatchString.
func (p *Pattern) MatchString(s string) bool {
	return p.form().MatchString(s)
}

// ReplaceAll is like regexp.Regexp.ReplaceAll.
func (p *Pattern) ReplaceAll(src, repl []byte) []byte {
	return p.form().ReplaceAll(src, repl)
}

// ReplaceAllString is like regexp.Regexp.ReplaceAllString.
func (p *Pattern) ReplaceAllString(src, repl string) string {
	return p.form().ReplaceAllString(src, repl)
}

// ReplaceAllStringFunc is like regexp.Regexp.ReplaceAllStringFunc.
func (p *Pattern) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return p.form().ReplaceAllStringFunc(src, repl)
}

// Split is like regexp.Regexp.Split.
func (p *Pattern) Split(s string, n int) []string {
	return p.form().Split(s, n)
}
