package align

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
)

// shown returns pairs in short: "same 0 1", "moved 2 0", "added 3", "changed 1 1 [eight|seven]".
func shown(all []Pair, a, b []string) (out []string) {
	for _, p := range all {
		s := p.Name()
		if p.Kind == Changed && p.Moved {
			s += " moved"
		}
		for _, i := range []int{p.A, p.B} {
			if i >= 0 {
				s += fmt.Sprint(" ", i)
			}
		}
		if p.Kind == Changed {
			var x, y []string
			for _, d := range p.InA {
				x = append(x, d.Span.Of(a[p.A]))
			}
			for _, d := range p.InB {
				y = append(y, d.Span.Of(b[p.B]))
			}
			s += " [" + strings.Join(x, ",") + "|" + strings.Join(y, ",") + "]"
		}
		out = append(out, s)
	}
	return out
}

func TestTexts(t *testing.T) {
	for _, c := range []struct {
		name, language string
		a, b           []string
		want           []string
	}{
		{"nothing", "en", nil, nil, nil},
		{
			"what a reprint changes", "en",
			[]string{"The wall held all night.", "Twelve boats sank in the harbour.", "The mayor slept.", "It rained."},
			[]string{"The wall held all night!", "Nobody was hurt at all.", "Fourteen boats sank in the harbour.", "It rained."},
			[]string{"same 0 0", "added 1", "changed 1 2 [Twelve|Fourteen]", "dropped 2", "same 3 3"},
		},
		{
			"figures and names are corrected, a clause is added", "en",
			[]string{"Some 240 residents fled.", "Mayor Ana Ruis thanked the crews.", "The pier will reopen on Monday.", "It cost eight million."},
			[]string{"Some 400 residents fled.", "Mayor Ana Ruiz thanked the crews.", "The pier will reopen on Monday, the port authority said late on Friday.", "It cost seven million."},
			[]string{"changed 0 0 [240|400]", "changed 1 1 [Ruis|Ruiz]", "changed 2 2 [|the port authority said late on,Friday]", "changed 3 3 [eight|seven]"},
		},
		{
			"sentences that share names are others", "en",
			[]string{"It rained.", "Ana Ruiz of the Harbour Board resigned after the vote.", "The wind fell.", "Crews cleared the road."},
			[]string{"It rained.", "Divers searched the wreck.", "Fishermen blame Ana Ruiz and the Harbour Board for waiting too long.", "The wind fell.", "Crews cleared the road."},
			[]string{"same 0 0", "dropped 1", "added 1", "added 2", "same 2 3", "same 3 4"},
		},
		{
			"sentences that only begin alike are others", "en",
			[]string{"The mayor said the harbour was closed.", "Trains ran late.", "Shops were shut.", "A ferry was lost."},
			[]string{"Trains ran late.", "Shops were shut.", "A ferry was lost.", "The mayor said the school would soon be open again."},
			[]string{"dropped 0", "same 1 0", "same 2 1", "same 3 2", "added 3"},
		},
		{
			"words and figures in another form are the same", "en",
			[]string{"She can’t swim in the U.S.", "Twelve boats sank on Friday.", "“It held,” he said."},
			[]string{"She can't swim in the US", "12 boats sank on Friday.", "'It held', he said."},
			[]string{"same 0 0", "same 1 1", "same 2 2"},
		},
		{
			"a repeated sentence stays with its neighbours", "en",
			[]string{"The wall held.", "Read more", "Eight boats sank.", "Read more", "It rained.", "Read more"},
			[]string{"The wall held.", "Eight boats sank.", "Read more", "Nobody was hurt.", "It rained.", "Read more"},
			[]string{"same 0 0", "dropped 1", "same 2 1", "same 3 2", "added 3", "same 4 4", "same 5 5"},
		},
		{
			"a short repeated sentence does not move", "en",
			[]string{"The wall held.", "Read more", "Eight boats sank.", "It rained.", "Read more", "The pier is closed."},
			[]string{"The wall held.", "Eight boats sank.", "Read more", "It rained.", "Read more", "The pier is closed."},
			[]string{"same 0 0", "dropped 1", "same 2 1", "added 2", "same 3 3", "same 4 4", "same 5 5"},
		},
		{
			"a paragraph moves, and one of its words changes", "en",
			[]string{"The wall held.", "Eight boats sank in the bay.", "The owner wept.", "It rained.", "The pier is closed.", "Trains stopped.", "Schools are shut."},
			[]string{"The wall held.", "It rained.", "The pier is closed.", "Trains stopped.", "Seven boats sank in the bay.", "The owner wept.", "Schools are shut."},
			[]string{"same 0 0", "same 3 1", "same 4 2", "same 5 3", "changed moved 1 4 [Eight|Seven]", "moved 2 5", "same 6 6"},
		},
		{
			"a sentence is divided, and two are joined", "en",
			[]string{"The wall that was built after the great storm held all night, and the boats in the inner harbour came to no harm.", "Rain fell on the hills above the town until noon.", "Then it stopped."},
			[]string{"The wall that was built after the great storm held all night.", "The boats in the inner harbour came to no harm.", "Rain fell on the hills above the town until noon and then it stopped."},
			[]string{"changed 0 0 [and the boats in the inner harbour came to no harm|]", "added 1", "changed 1 2 [|and then it stopped]", "dropped 2"},
		},
		{
			"one word", "en",
			[]string{"Why?", "Rain.", "No."},
			[]string{"Rain!", "Wind.", "Why?", "No."},
			[]string{"same 1 0", "added 1", "moved 0 2", "same 2 3"},
		},
		{
			"two words", "en",
			[]string{"Rain fell.", "Eight died.", "Wind rose."},
			[]string{"Rain fell.", "Nine died.", "Wind rose."},
			[]string{"same 0 0", "changed 1 1 [Eight|Nine]", "same 2 2"},
		},
		{
			"one character, and none", "",
			[]string{"a", "", "—", "b", "\xff"},
			[]string{"a", "—", "c", "", "\xff"},
			[]string{"same 0 0", "same 2 1", "dropped 3", "added 2", "moved 1 3", "same 4 4"},
		},
		{
			"Chinese", "zh",
			[]string{"大坝在周五夜里守住了。", "八艘船在港口沉没。", "市长呼吁居民留在家中。", "天下雨了。"},
			[]string{"大坝在周五夜里守住了。", "七艘船在港口沉没。", "学校将于下周一重新开放。", "天下雨了。"},
			[]string{"same 0 0", "changed 1 1 [八|七]", "dropped 2", "added 2", "same 3 3"},
		},
		{
			"Japanese", "ja",
			[]string{"防波堤は金曜の夜も持ちこたえた。", "港で八隻の船が沈んだ。", "雨が降った。", "市長は住民に家にいるよう求めた。"},
			[]string{"防波堤は金曜の夜も持ちこたえた。", "雨が降った。", "市長は住民に家にいるよう求めた。", "港で七隻の船が沈んだ。"},
			[]string{"same 0 0", "same 2 1", "same 3 2", "changed moved 1 3 [八|七]"},
		},
		{
			"Arabic", "ar",
			[]string{"صمد الجدار طوال الليل.", "غرقت ثمانية قوارب في الميناء.", "نزل المطر."},
			[]string{"صمد الجدار طوال الليل.", "غرقت سبعة قوارب في الميناء.", "نزل المطر."},
			[]string{"same 0 0", "changed 1 1 [ثمانية|سبعة]", "same 2 2"},
		},
		{
			"Thai", "th",
			[]string{"กำแพงท่าเรือยังอยู่", "เรือแปดลำจมในท่าเรือเมื่อคืนนี้", "ฝนตก"},
			[]string{"กำแพงท่าเรือยังอยู่", "เรือเจ็ดลำจมในท่าเรือเมื่อคืนนี้", "ฝนตก"},
			[]string{"same 0 0", "changed 1 1 [แป|เจ็]", "same 2 2"},
		},
		{
			"Ukrainian", "uk",
			[]string{"Стіна встояла.", "У гавані затонули вісім човнів.", "Падав дощ."},
			[]string{"Стіна встояла.", "Падав дощ.", "У гавані затонули сім човнів."},
			[]string{"same 0 0", "same 2 1", "changed moved 1 2 [вісім|сім]"},
		},
	} {
		if got := shown(Texts(c.a, c.b, c.language), c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// document is an article of which each text is a sentence, set aside if it begins with "#".
func document(texts ...string) *model.Document {
	d := &model.Document{}
	for _, text := range texts {
		text, aside := strings.CutPrefix(text, "#")
		u := model.Unit{Span: model.Span{Start: len(d.Text), End: len(d.Text) + len(text)}}
		if aside {
			u.Kind = model.UnitResidue
		}
		d.Units = append(d.Units, u)
		d.Text += text + " "
	}
	return d
}

func TestDocumentsRegardSentencesOnly(t *testing.T) {
	a := document("#Share", "The wall held.", "Eight boats sank in the bay.", "It rained.")
	b := document("The wall held.", "#Share", "Seven boats sank in the bay.", "#It rained.")
	want := []string{"same 0 0", "changed 1 1 [Eight|Seven]", "dropped 2"}

	if got := shown(Documents(a, b), sentencesOf(a), sentencesOf(b)); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := Places(a, b); !slices.Equal(got, []int{0, 1, -1}) {
		t.Errorf("places %v", got)
	}
	if all := Documents(&model.Document{}, &model.Document{}); len(all) != 0 {
		t.Errorf("%v", all)
	}
}

func TestLongSentences(t *testing.T) {
	w := newWriter(1)
	long := strings.Join(w.sentences(2000), " ")
	b := []string{"Before it.", "It begins. " + w.fewChanged(long, 5) + " It ends."}
	all := Texts([]string{long}, b, "en")
	checkPairs(t, all, []string{long}, b)
	if len(all) != 2 || all[1].Kind != Changed {
		t.Fatalf("%v", shown(all, []string{long}, b)[0])
	}
	if n := len(all[1].InB); n < 7 || n > 12 { // up to 5 words, figures apart, and both ends
		t.Errorf("%d differences", n)
	}
	for _, d := range all[1].InA {
		if d.Span.Len() > 20 {
			t.Errorf("%q differs", d.Span.Of(long))
		}
	}
	other := strings.Join(newWriter(2).sentences(2000), " ")
	if got := shown(Texts([]string{long}, []string{other}, "en"), nil, nil); !slices.Equal(got, []string{"dropped 0", "added 0"}) {
		t.Errorf("%q", got)
	}
	// One that lost most of its words differs as a whole there.
	less := long[:20_000] + long[len(long)-100_000:]
	for _, p := range Texts([]string{long}, []string{less}, "en") {
		if p.Kind != Changed || len(p.InA) != 1 || p.InA[0].Span.Len() < len(long)-len(less) {
			t.Errorf("%+v", p)
		}
	}
}

func TestManyRepeatedSentencesArePairedInTurn(t *testing.T) {
	var a []string
	for i := range 6000 {
		a = append(a, []string{"Read more.", "Share this."}[i%2])
	}
	b := slices.Concat([]string{"It rained."}, a[1:], []string{"The wind fell."})
	same := 0
	all := Texts(a, b, "en")
	checkPairs(t, all, a, b)
	for _, p := range all {
		if p.Kind == Same {
			same++
		}
	}
	if same < len(a)-2 {
		t.Errorf("%d of %d are the same", same, len(a))
	}
}
