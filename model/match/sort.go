package match

import "slices"

// sorted sorts a list on all cores, so that it can be cancelled: pieces are sorted, and
// neighbours merged until one is left. It returns the sorted list, whose memory may be that
// of list or other memory.
func sorted[T any](s *steps, list []T, compare func(a, b T) int) ([]T, error) {
	const piece = 1 << 14
	n := len(list)
	err := s.each((n+piece-1)/piece, func() func(i int) int {
		return func(i int) int {
			slices.SortFunc(list[i*piece:min(n, (i+1)*piece)], compare)
			return 0
		}
	})
	if n <= piece || err != nil {
		return list, err
	}
	other := make([]T, n)
	for size := piece; size < n; size *= 2 {
		err := s.each((n+2*size-1)/(2*size), func() func(i int) int {
			return func(i int) int {
				from, middle, to := i*2*size, min(n, i*2*size+size), min(n, (i+1)*2*size)
				merge(s, other[from:to], list[from:middle], list[middle:to], compare)
				return 0
			}
		})
		if err != nil {
			return nil, err
		}
		list, other = other, list
	}
	return list, nil
}

// merge merges two sorted lists. It may stop early if the steps are cancelled.
func merge[T any](s *steps, into, a, b []T, compare func(a, b T) int) {
	for i := range into {
		switch {
		case i&0xffff == 0 && s.ctx.Err() != nil:
			return
		case len(b) == 0 || len(a) > 0 && compare(a[0], b[0]) <= 0:
			into[i], a = a[0], a[1:]
		default:
			into[i], b = b[0], b[1:]
		}
	}
}
