package token

import "assay.app/assay/model"

// QueryCutter cuts texts into words as queries are read: for a joined word it
// returns either that word or its pieces. It reuses its memory, and is for one
// goroutine at a time.
type QueryCutter struct {
	tokenizer Tokenizer
	sequence  Sequence
	words     [][]byte
}

// Cut returns the words of a text, which are valid until the next call.
func (c *QueryCutter) Cut(text string) [][]byte {
	c.sequence.cutAsQuery(&c.tokenizer, text)
	c.words = c.words[:0]
	for i := range c.sequence.Ends {
		c.words = append(c.words, c.sequence.Word(i))
	}
	return c.words
}

// Spans returns the spans of the words of the last text, in bytes of that text.
// They are valid until the next call of Cut.
func (c *QueryCutter) Spans() []model.Span { return c.sequence.Spans }

// SplitGroups sets whether Cut returns each group of a number such as 1,200 as a
// word, instead of the whole number.
func (c *QueryCutter) SplitGroups(on bool) { c.tokenizer.apart = on }
