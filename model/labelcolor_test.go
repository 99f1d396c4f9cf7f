package model_test

import (
	"math"
	"strconv"
	"testing"

	"assay.app/assay/model"
)

// seen maps linear RGB to what people see: all colours, without red cones, without green
// cones. The matrices are from G. Machado, M. Oliveira and L. Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
var seen = map[string][3][3]float64{
	"all colours":   {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"without red":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"without green": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
}

func times(m [3][3]float64, v [3]float64) (out [3]float64) {
	for i, row := range m {
		for j, f := range row {
			out[i] += f * v[j]
		}
	}
	return out
}

// lab returns a colour as somebody sees it, in CIELAB.
func lab(t *testing.T, color string, eye [3][3]float64) [3]float64 {
	t.Helper()
	n, err := strconv.ParseUint(color[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	var v [3]float64
	for i := range v {
		c := float64(n>>(16-8*i)&0xFF) / 255
		if v[i] = math.Pow((c+0.055)/1.055, 2.4); c <= 0.04045 {
			v[i] = c / 12.92
		}
	}
	v = times(eye, v)
	for i := range v {
		v[i] = min(1, max(0, v[i]))
	}
	v = times([3][3]float64{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}, v)
	for i, white := range [3]float64{0.95047, 1, 1.08883} {
		if v[i] /= white; v[i] > 0.008856 {
			v[i] = math.Cbrt(v[i])
		} else {
			v[i] = 7.787*v[i] + 16.0/116
		}
	}
	return [3]float64{116*v[1] - 16, 500 * (v[0] - v[1]), 200 * (v[1] - v[2])}
}

func closest(t *testing.T, colors []string, eye [3][3]float64) float64 {
	t.Helper()
	least := math.Inf(1)
	for i, a := range colors {
		for _, b := range colors[:i] {
			p, q := lab(t, a, eye), lab(t, b, eye)
			least = min(least, math.Sqrt(math.Pow(p[0]-q[0], 2)+math.Pow(p[1]-q[1], 2)+math.Pow(p[2]-q[2], 2)))
		}
	}
	return least
}

func TestLabelColoursCanBeToldApart(t *testing.T) {
	all := model.LabelColors()
	for who, eye := range seen {
		if got, known := closest(t, all, eye), closest(t, all[:7], eye); len(all) != 12 || got < known || got < 15 {
			t.Errorf("%s: the closest of %d colours are %.1f apart, and %.1f without the added ones", who, len(all), got, known)
		}
	}
}

func TestANewLabelGetsAColourThatIsFree(t *testing.T) {
	book := model.DefaultCodebook()
	used := map[string]int{}
	for _, l := range book {
		used[l.Color]++
	}
	for range 2*len(model.LabelColors()) - len(book) {
		l := model.Label{Color: book.NextColor()}
		used[l.Color]++
		book = append(book, l)
	}
	for _, c := range model.LabelColors() {
		if used[c] != 2 {
			t.Errorf("%s is the colour of %d labels, want 2", c, used[c])
		}
	}
	if got := (model.Codebook{{Color: model.LabelColors()[0], Retired: true}}).NextColor(); got != model.LabelColors()[0] {
		t.Errorf("the colour of a retired label is not used again, but %s", got)
	}
}
