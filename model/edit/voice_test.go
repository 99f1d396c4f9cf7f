package edit_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// voices is a list of voices that changes are applied to.
type voices struct {
	t    *testing.T
	list record.Voices
}

// voicesOf returns the list of voices "name" or "alias>voice".
func voicesOf(t *testing.T, all ...string) *voices {
	stored := map[model.VoiceID]record.Voice{}
	for _, v := range all {
		name, into, _ := strings.Cut(v, ">")
		stored[record.VoiceIDOf(name)] = record.Voice{Name: name, Into: record.VoiceIDOf(into)}
	}
	return &voices{t, record.NewVoices(stored)}
}

// make applies a change and checks that its inverse restores the list.
func (v *voices) make(c edit.Change, err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	before := v.String()
	for _, e := range c.Edits {
		v.apply(e)
	}
	after := v.list
	for _, e := range edit.Inverses(c.Edits) {
		v.apply(e)
	}
	if v.String() != before {
		v.t.Errorf("undo leaves %s, want %s", v, before)
	}
	v.list = after
}

func (v *voices) apply(e edit.Edit) {
	v.t.Helper()
	r := e.(edit.Record)
	id := model.VoiceID(r.Key.ID)
	before, _ := r.Before.(*record.Voice)
	if stored := v.list.Stored(id); (stored == nil) != (before == nil) || stored != nil && *stored != *before {
		v.t.Errorf("the edit of %q expects %+v, and there is %+v", id, before, stored)
	}
	after, _ := r.After.(*record.Voice)
	v.list = v.list.With(id, after)
}

// String returns the voices that stand with their aliases: "name(alias,alias) name".
func (v *voices) String() string {
	var all []string
	for _, voice := range v.list.All() {
		text := voice.Name
		if aliases := v.list.Aliases(voice.ID); len(aliases) > 0 {
			text += "(" + strings.Join(aliases, ",") + ")"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func (v *voices) want(want string) {
	v.t.Helper()
	if got := v.String(); got != want {
		v.t.Errorf("the voices are %s, want %s", got, want)
	}
}

// refused fails the test unless a change is refused for a reason.
func refused(t *testing.T, c edit.Change, err, reason error) {
	t.Helper()
	if !errors.Is(err, reason) || len(c.Edits) > 0 {
		t.Errorf("the change has %d edits and the error %v, want %v", len(c.Edits), err, reason)
	}
}

func unused(model.VoiceID) bool { return false }
func used(model.VoiceID) bool   { return true }

func TestVoicesAreJoinedAndDivided(t *testing.T) {
	v := voicesOf(t, "Ann", "Bo", "Cy", "Di>Cy")
	v.make(edit.JoiningVoices(v.list, "cy", "bo"))
	v.want("Ann Bo(Cy,Di)")
	v.make(edit.JoiningVoices(v.list, "di", "ann")) // an alias stands for its voice
	v.want("Ann(Bo,Cy,Di)")
	v.make(edit.DividingVoice(v.list, "cy")) // what was joined into it goes with it
	v.want("Ann(Bo) Cy(Di)")
	v.make(edit.DividingVoice(v.list, "di"))
	v.want("Ann(Bo) Cy Di")
	c, err := edit.DividingVoice(v.list, "ann")
	refused(t, c, err, model.ErrNoVoice)
	c, err = edit.DividingVoice(v.list, "nobody")
	refused(t, c, err, model.ErrNoVoice)
	c, err = edit.JoiningVoices(v.list, "cy", "nobody")
	refused(t, c, err, model.ErrNoVoice)
}

func TestAVoiceDoesNotBecomeItsOwnAlias(t *testing.T) {
	v := voicesOf(t, "Ann", "Bo>Ann", "Cy")
	for _, pair := range [][2]model.VoiceID{{"ann", "ann"}, {"ann", "bo"}, {"bo", "ann"}, {"bo", "bo"}} {
		c, err := edit.JoiningVoices(v.list, pair[0], pair[1])
		refused(t, c, err, model.ErrVoiceCircle)
	}
	c, err := edit.AddingAlias(v.list, "bo", " ANN ", unused)
	refused(t, c, err, model.ErrVoiceCircle)
}

// Two copies of a project may have joined voices into each other. Any change of one of them
// leaves a list without the circle.
func TestACircleOfVoicesCanBeMended(t *testing.T) {
	circle := []string{"Ann>Bo", "Bo>Cy", "Cy>Ann", "Di", "Ed>Bo"}
	v := voicesOf(t, circle...)
	v.want("Ann(Bo,Cy,Ed) Di")
	v.make(edit.DividingVoice(v.list, "cy"))
	v.want("Ann Cy(Bo,Ed) Di")
	v = voicesOf(t, circle...)
	v.make(edit.DividingVoice(v.list, "bo"))
	v.want("Ann(Cy) Bo(Ed) Di")
	v = voicesOf(t, circle...)
	v.make(edit.JoiningVoices(v.list, "di", "cy"))
	v.want("Ann(Bo,Cy,Di,Ed)")
	v = voicesOf(t, circle...)
	v.make(edit.JoiningVoices(v.list, "cy", "di"))
	v.want("Di(Ann,Bo,Cy,Ed)")
	v = voicesOf(t, circle...)
	v.make(edit.AddingAlias(v.list, "ed", "Flo", unused))
	v.want("Ann(Bo,Cy,Ed,Flo) Di")
	v = voicesOf(t, circle...)
	v.make(edit.DeletingVoice(v.list, "bo", unused))
	v.want("Ann(Cy,Ed) Di")
	v = voicesOf(t, circle...)
	v.make(edit.DeletingVoice(v.list, "ann", unused))
	v.want("Di")
}

func TestVoicesGetOtherNames(t *testing.T) {
	v := voicesOf(t, "Ann", "Bo", "Cy", "Di>Cy")
	v.make(edit.AddingAlias(v.list, "ann", " the  mayor ", unused))
	v.want("Ann(the mayor) Bo Cy(Di)")
	if c, err := edit.AddingAlias(v.list, "ann", "The Mayor", used); err != nil || len(c.Edits) > 0 {
		t.Errorf("it is added again: %+v (%v)", c, err)
	}
	c, err := edit.AddingAlias(v.list, "ann", "bo", used)
	refused(t, c, err, model.ErrVoiceExists)
	v.make(edit.AddingAlias(v.list, "ann", "bo", unused))
	v.make(edit.AddingAlias(v.list, "ann", "DI", unused))
	v.want("Ann(Bo,Di,the mayor) Cy")
	for name, reason := range map[string]error{"": model.ErrValue, "a\x1bb": model.ErrValue, strings.Repeat("x", 256): model.ErrValue} {
		c, err := edit.AddingAlias(v.list, "ann", name, unused)
		refused(t, c, err, reason)
	}
	c, err = edit.AddingAlias(v.list, "nobody", "x", unused)
	refused(t, c, err, model.ErrNoVoice)
}

func TestVoicesAreRenamedAndDeleted(t *testing.T) {
	v := voicesOf(t, "Ann", "Bo>Ann", "Cy")
	v.make(edit.RenamingVoice(v.list, "ann", "  ANN "))
	v.make(edit.RenamingVoice(v.list, "bo", "Bob"))
	v.want("ANN(Bob) Cy")
	for _, name := range []string{"cy", "bob"} {
		c, err := edit.RenamingVoice(v.list, "ann", name)
		refused(t, c, err, model.ErrVoiceExists)
	}
	c, err := edit.DeletingVoice(v.list, "bo", used)
	refused(t, c, err, model.ErrVoiceUsed)
	c, err = edit.DeletingVoice(v.list, "ann", func(id model.VoiceID) bool { return id == "bo" })
	refused(t, c, err, model.ErrVoiceUsed)
	v.make(edit.DeletingVoice(v.list, "bo", unused))
	v.want("ANN Cy")
	v.make(edit.SettingVoiceKind(v.list, "cy", model.VoiceExpert))
	if got, _ := v.list.Find("cy"); got.Kind != model.VoiceExpert {
		t.Errorf("it is %+v", got)
	}
	c, err = edit.SettingVoiceKind(v.list, "cy", "king")
	refused(t, c, err, model.ErrValue)
	if c, err := edit.SettingVoiceKind(v.list, "cy", model.VoiceExpert); err != nil || len(c.Edits) > 0 {
		t.Errorf("it is set again: %+v (%v)", c, err)
	}
}

func TestAttributingNamesAndAddsVoices(t *testing.T) {
	now := time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	held := map[model.Subject]*record.Attribution{}
	on := func(n int) model.Subject {
		return model.Subject{Article: "a", Sentence: model.Span{Start: n, End: n + 1}}
	}
	to := &edit.Attributing{
		List: voicesOf(t, "Ann", "Mrs A>Ann").list, Analyst: "Ines", Now: now,
		Of: func(s model.Subject) *record.Attribution { return held[s] },
	}
	kinds := func(edits []edit.Edit) (all []model.Kind) {
		for _, e := range edits {
			all = append(all, e.(edit.Record).Key.Kind)
		}
		return all
	}
	give := func(n int, a record.Attribution, want ...model.Kind) *record.Attribution {
		t.Helper()
		edits, err := to.To(on(n), a)
		if err != nil || !slices.Equal(kinds(edits), want) {
			t.Errorf("%+v makes the edits %v (%v), want %v", a, kinds(edits), err, want)
		}
		for _, e := range edits {
			if after, ok := e.(edit.Record).After.(*record.Attribution); ok {
				held[on(n)] = after
			}
		}
		return held[on(n)]
	}
	give(1, record.Attribution{Name: "New  one", Mode: model.Direct}, record.VoiceKind, record.AttributionKind)
	if a := give(2, record.Attribution{Name: "NEW ONE", Mode: model.Mixed}, record.AttributionKind); a.Voice != "new one" || a.Name != "New one" || a.Analyst != "Ines" || !a.At.Equal(now) {
		t.Errorf("the second sentence has %+v", a)
	}
	if a := give(3, record.Attribution{Name: "mrs a", Mode: model.Indirect}, record.AttributionKind); a.Voice != "mrs a" || a.Name != "Mrs A" {
		t.Errorf("under the other name it has %+v", a)
	}
	give(3, record.Attribution{Name: "Ann", Mode: model.Indirect}) // the same voice
	if a := give(3, record.Attribution{Name: "ann", Mode: model.Direct}, record.AttributionKind); a.Voice != "mrs a" || !a.At.After(now) {
		t.Errorf("with another mode it has %+v", a)
	}
	for _, bad := range []record.Attribution{{Mode: model.Direct}, {Name: "x", Mode: "sung"}, {Name: "x"}, {Name: "x", Mode: model.Direct, Cue: strings.Repeat("x", 256)}} {
		if edits, err := to.To(on(9), bad); !errors.Is(err, model.ErrValue) || edits != nil {
			t.Errorf("%+v makes %v (%v)", bad, edits, err)
		}
	}
	c := edit.RemovingAttributions(slices.Collect(maps.Keys(held)), "Ines", to.Of)
	if len(c.Edits) != 3 || c.Verb != edit.RemoveAttribution {
		t.Errorf("removing makes %+v", c)
	}
}
