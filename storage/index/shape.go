package index

import "context"

// Shape brings the index up to date and returns the number of valid sentences in
// each part, the number of dirty articles, and the number of the first article that
// no part covers. It is for tests and measurements.
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
