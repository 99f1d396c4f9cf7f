package reader

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// written holds articles in several scripts. "|" separates units and a new line
// separates paragraphs.
var written = map[string]string{
	"latin": "The river rose over the harbour wall before dawn, and nobody in Kesmere had been told. |“It was fine,” said one well-known engineer (52); |the gauge went 3.1 → 3.75 m → 4.2 m by noon.\n" +
		"« Quoi ? » dit-il. |See https://river.example/gauges/kesmere/today?unit=m for more.",
	"cyrillic": "Річка перейшла через портову стіну ще до світанку. |«Шлюзи були зачинені з 14 березня, — сказала мерка, — і нам ніхто не повідомив».\n" +
		"Река поднялась на 3,75 м. |«Это неправда», — сказал он.",
	"ideographs": "黎明前，河水漫过了港口的堤坝，凯斯米尔没有人得到通知。|“闸门自三月十四日起一直关闭，”市长林娜（52岁）周二说。|River Watch公司没有补充。\n" +
		"川は夜明け前に港の堤防を越えた。|「水門は三月から閉まっていた」と市長は述べた。",
	"right-to-left": "הנהר עלה על חומת הנמל לפני עלות השחר. |דנה לוי (52) אמרה: „הסכרים סגורים מאז 14 במרץ 2031”. |חברת River Watch Ltd. לא הוסיפה דבר.\n" +
		"تجاوز النهر جدار الميناء، أي أعلى بنسبة 12٪. |وصل العدد إلى ١٢٣٤ شخصًا!\nAn English paragraph that quotes שלום עולם 123 in the middle, |and goes on.",
}

// squares measures like tenths, with these exceptions: ideographs and a space after
// an arrow are twice as wide, and marks have no width.
func squares(word string) (w float32) {
	for _, r := range strings.ReplaceAll(word, "→ ", "→  ") {
		switch {
		case isWide(r):
			w += 20
		case kindOf(r, 0) == neutral && kindOf(r, arabic) == arabic: // a mark
		default:
			w += 10
		}
	}
	return w
}

// described returns a flow as text for a golden file. Each line is followed by its
// runs from left to right. The text of a run is in reading order.
func described(f *Flow, m Metrics) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v wide, %v high\n", m.Width, f.Height)
	for _, l := range f.Lines {
		fmt.Fprintf(&b, "\ny %v\n", l.Y)
		for _, r := range l.Runs {
			way, ends := "→", ""
			if r.Left {
				way = "←"
			}
			if r.Head {
				ends += " begins"
			}
			if r.Tail {
				ends += " ends"
			}
			fmt.Fprintf(&b, "  x %3v to %3v %s unit %d [%d,%d) %q%s\n", r.X, r.X+r.W, way, r.Unit, r.Start, r.End, r.Text, ends)
		}
	}
	return b.String()
}

func TestLinesOfEachScriptAreAsReviewed(t *testing.T) {
	for name, text := range written {
		t.Run(name, func(t *testing.T) {
			var paragraphs [][]string
			for _, p := range strings.Split(text, "\n") {
				paragraphs = append(paragraphs, strings.Split(p, "|"))
			}
			text, s := adjacent(paragraphs)
			m := metrics(36)
			f := LayOut(text, s, m, squares)
			checkFlow(t, text, s, m, f)
			got := described(f, m)
			file := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("the lines are\n%s\nwant those of %s", got, file)
			}
		})
	}
}
