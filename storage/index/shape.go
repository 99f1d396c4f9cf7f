package index

import "context"

// Shape brings the index up to date with the project's file, for tests and
// measurements. It returns the number of valid sentences in each part, the number of
// articles before next that every search must read, and the number next of the first
// article that the index does not cover.
func (x *Index) Shape(ctx context.Context) (parts []int, dirty int, next uint64, err error) {
	c, _, err := x.present(ctx)
	for _, p := range c.parts {
		n := p.Sentences()
		if p.dead != nil {
			n -= p.dead.Count()
		}
		parts = append(parts, n)
	}
	return parts, len(c.dirty), c.next, err
}
