package quote

import (
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model/segment"
)

const report = `PORTHOLM, May 3 – The council of Portholm voted on Monday to rebuild the wall that keeps the North Quay dry, four months after a storm broke through it.
“We have waited long enough,” Mayor Ida T. Quill said. “The engineers who saw it told us what to do. Now we will do it.”
Work is to cost $3.2 million, according to Hallen Stone Co., which will bring the stones from its quarry, and will take until Dec. 20. The quarry closed in the spring. It opens again for the purpose.
Did everyone agree? “No,” said Mr. Moll, who sells fish at no. 7, Quay St. He called the plan “better than nothing” and has moved his shop twice.
`

// BenchmarkFind shows whether the time is proportional to the length. If it is,
// MB/s is about the same for 1 kB and for 100 MB.
func BenchmarkFind(b *testing.B) {
	for _, size := range []int{1e3, 1e4, 1e5, 1e6, 1e7, 1e8} {
		text := strings.Repeat(report, size/len(report)+1)[:size]
		b.Run(fmt.Sprintf("%gkB", float64(size)/1e3), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for range All("en", text, segment.Paragraphs(text)) {
				}
			}
		})
	}
}

// BenchmarkHostile is like BenchmarkFind for texts that are meant to take long.
func BenchmarkHostile(b *testing.B) {
	for _, unit := range hostile {
		for _, size := range []int{1e5, 1e7} {
			text := strings.Repeat(unit, size/len(unit))
			b.Run(fmt.Sprintf("%.12q/%gkB", unit, float64(size)/1e3), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					for range All("en", text, segment.Paragraphs(text)) {
					}
				}
			})
		}
	}
}
