package drawing

import (
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model/scene"
)

func sceneOf(t *testing.T, s *scene.Scene) string {
	t.Helper()
	var b strings.Builder
	if err := WriteScene(&b, s, Usual()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func color(r scene.Role) scene.Color { return scene.Color{Role: r} }

// every has every shape, anchor and role.
func every() *scene.Scene {
	s := &scene.Scene{Title: "Labels by outlet", Width: 400, Height: 300, Items: []scene.Item{
		{Shape: scene.Rect, W: 400, H: 300, Fill: color(scene.Paper), Of: -1},
		{Shape: scene.Line, X: 100, Y: 20, H: 200, Size: 1, Fill: color(scene.Grid), Of: -1},
		{Shape: scene.Text, X: 90, Y: 40, Text: "阿尔玛日报", Size: 11, Anchor: scene.End, Of: -1},
		{Shape: scene.Text, X: 90, Y: 60, Text: "النهار", Size: 11, Anchor: scene.End, Tip: "النهار الجديد", Of: -1},
		{Shape: scene.Text, X: 10, Y: 80, Text: "عدد", Size: 11, Fill: color(scene.Muted), Of: -1},
		{Shape: scene.Text, X: 200, Y: 290, Text: "Вісник & <Post>", Size: 12, Bold: true, Anchor: scene.Middle, Of: -1},
		{Shape: scene.Text, X: 300, Y: 200, Text: "turned", Size: 11, Turned: true, Of: -1},
	}}
	for i, c := range []scene.Color{
		color(scene.Accent),
		{Role: scene.Series, Number: 1},
		{Role: scene.Series, Number: 9},
		{Role: scene.Own, RGB: "#D55E00"},
		{Role: scene.Own, RGB: "red\"/>"},
		{Role: scene.Shade, Share: 0.1},
		{Role: scene.Shade, Share: 0.9},
	} {
		y := 40 + 20*float64(i)
		s.Items = append(s.Items,
			scene.Item{Shape: scene.Rect, X: 100, Y: y, W: 50, H: 14, Fill: c, Hatched: i%2 == 1, Tip: "Tide Post, Claim: 12", Of: i},
			scene.Item{Shape: scene.Text, X: 125, Y: y + 11, Text: "12", Size: 9, Anchor: scene.Middle, Fill: color(scene.OnFill), Of: i})
	}
	return s
}

func TestADrawingOfASceneIsThatInTheFile(t *testing.T) {
	got := sceneOf(t, every())
	parse(t, got)
	const path = "testdata/scene.svg"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("%s differs (%v); run with -update and look at it", path, err)
	}
}

func TestScenesWithHostileTextsAndNumbersAreXML(t *testing.T) {
	for _, text := range []string{
		`<script>alert("x")</script>`, "]]>", "a\x00b\x07", "\xff\xfe", "\ufffe", "\u202Egnp.exe\u2066", "' onload='x", "", "\n",
		strings.Repeat("long ", 10_000),
	} {
		for _, x := range []float64{0, -5, 1e300, math.NaN(), math.Inf(1), math.Inf(-1)} {
			s := every()
			s.Title, s.Width = text, x
			for i := range s.Items {
				s.Items[i].Text, s.Items[i].Tip, s.Items[i].Fill.RGB = text, text, text
				s.Items[i].X, s.Items[i].W, s.Items[i].Size, s.Items[i].Fill.Share = x, x, x, x
			}
			out := sceneOf(t, s)
			parse(t, out)
			if !utf8.ValidString(out) || len(out) > 100_000 {
				t.Errorf("%.20q and %v make %d bytes", text, x, len(out))
			}
		}
	}
}

func TestTheErrorOfTheFileOfASceneIsReturned(t *testing.T) {
	for _, left := range []int{0, 300, 3000} {
		if err := WriteScene(&fullDisk{left}, every(), Usual()); !errors.Is(err, errFull) {
			t.Errorf("after %d bytes: %v", left, err)
		}
	}
}
