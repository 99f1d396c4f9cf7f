package segment

import (
	"fmt"
	"strings"
	"testing"
)

// report is a long article: a short invented one, repeated.
var report = strings.Repeat(`PORTHOLM, May 3 – The council of Portholm voted on Monday to rebuild the wall that keeps the North Quay dry, four months after a storm broke through it.
“We have waited long enough,” Mayor Ida T. Quill said. “The U.S. engineers who saw it in Jan. 2021 told us what to do. Now we will do it.”
Work is to cost $3.2 million (2.9 million euros), according to Hallen Stone Co., which will bring the stones from its quarry, and will take until Dec. 20. The quarry closed in the spring… It opens again for the purpose.
Did everyone agree? “No,” said Mr. Moll, who sells fish at no. 7, Quay St. “But it is better than nothing.” He has moved his shop twice, e.g. in March.
`, 40)

func BenchmarkSegment(b *testing.B) {
	en := For("en")
	b.SetBytes(int64(len(report)))
	b.ReportAllocs()
	for b.Loop() {
		en.Segment(report)
	}
}

func BenchmarkSegmentJapanese(b *testing.B) {
	text := strings.Repeat("船は朝に出た。「鍵はどこ？」と彼は聞いた。誰も知らない！港の町では、雨が三日も続いていた。\n", 200)
	ja := For("ja")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ja.Segment(text)
	}
}

func BenchmarkSegmentUkrainian(b *testing.B) {
	text := strings.Repeat("Поїзд рушив о п’ятій, і ніхто не махав йому вслід. Він мешкає на вул. Садовій у м. Лубни, де завжди тихо. — Хто там? — спитав дід.\n", 200)
	uk := For("uk")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		uk.Segment(text)
	}
}

// BenchmarkLength shows whether the time is proportional to the length. If it is,
// MB/s is about the same for 1 kB and for 100 MB.
func BenchmarkLength(b *testing.B) {
	en := For("en")
	for _, size := range []int{1e3, 1e4, 1e5, 1e6, 1e7, 1e8} {
		text := strings.Repeat(report, size/len(report)+1)[:size]
		b.Run(fmt.Sprintf("%gkB", float64(size)/1e3), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				en.Segment(text)
			}
		})
	}
}
