package labelstudio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// annotation reads the results of an annotation. Results with one id are about one region.
func (r *reader) annotation(t *task, a annotation) error {
	made := a.made.Time()
	whole := &peer.Mark{Whole: true, At: a.at, Time: made}
	first, byID := len(t.regions), map[string]*region{}
	for i, result := range a.results {
		if !result.IsObject() {
			return model.Damaged("%s: result %d is not an object", a.at, i+1)
		}
		id, value := result.Get("id").Text(), result.Get("value")
		at := a.at + ", result " + cmp.Or(id, fmt.Sprint(i+1))
		on := whole
		switch start, end, ok := bounds(value); {
		case ok:
			one := byID[id]
			if id == "" || one == nil || one.quoted.Start != start || one.quoted.End != end {
				one = &region{Mark: peer.Mark{At: at, Time: made}, quoted: offset.Quoted{Start: start, End: end}}
				t.regions, byID[id] = append(t.regions, one), one
			}
			if text := value.Get("text"); text.IsText() {
				one.quoted.Text = text.Text()
			}
			on = &one.Mark
		case !value.Get("start", "startOffset", "x", "points").IsNull():
			r.skipped["regions that are not parts of a plain text, such as those of web pages, dialogues and pictures"]++
			continue
		case byID[id] != nil && id != "":
			on = &byID[id].Mark
		}
		if control := result.Get("from_name").Text(); control == analystControl && on == whole {
			a.analyst = cmp.Or(strings.Join(value.Get("text").Texts(), ", "), a.analyst)
		} else {
			r.result(on, control, result)
		}
	}
	for _, one := range t.regions[first:] {
		one.Analyst = a.analyst
	}
	if whole.Analyst = a.analyst; len(whole.Labels)+len(whole.Notes)+len(whole.Phrases) > 0 {
		t.doc.Marks = append(t.doc.Marks, *whole)
	}
	return nil
}

// bounds returns the offsets of a region of a plain text.
func bounds(value loose.Value) (start, end int, ok bool) {
	start, ok = value.Get("start").Int()
	end, fits := value.Get("end").Int()
	return start, end, ok && fits && value.Get("startOffset", "channel").IsNull()
}

// result adds what a result says to a mark.
func (r *reader) result(on *peer.Mark, control string, result loose.Value) {
	kind, value := result.Get("type").Text(), result.Get("value")
	for _, text := range result.Get("meta").Get("text").Texts() {
		on.Notes = append(on.Notes, peer.Note{Text: text})
	}
	switch {
	case kind == "relation":
		r.skipped["relations between regions"]++
	case strings.HasSuffix(kind, "labels"):
		addNew(&on.Labels, value.Get(kind, "labels").Texts()...)
	case kind == "choices":
		choose(on, control, value.Get("choices").Texts())
	case kind == "textarea":
		remark(on, control, value.Get("text").Texts())
	case kind == "taxonomy":
		for _, path := range value.Get("taxonomy").List() {
			if names := path.Texts(); len(names) > 0 {
				addNew(&on.Labels, strings.Join(names, " / "))
			}
		}
	case kind == "rating", kind == "number", kind == "datetime":
		if text := value.Get(kind).Text(); text != "" {
			on.Notes = append(on.Notes, peer.Note{Text: cmp.Or(control, kind) + ": " + text})
		}
	default:
		r.skipped[fmt.Sprintf("results of the type %.40q", kind)]++
	}
}

// choose adds chosen values: halves of a grade, a mode of speech, or labels.
func choose(on *peer.Mark, control string, values []string) {
	for _, v := range values {
		grade := on.Grade
		switch control {
		case reliabilityControl:
			grade.Source = v
		case credibilityControl:
			grade.Information = v
		case speechControl:
			if mode := model.SpeechMode(v); slices.Contains(model.SpeechModes(), mode) {
				attribution(on).Mode = mode
				continue
			}
		}
		if grade != on.Grade && grade.Valid() && !on.Whole {
			on.Grade = grade
		} else {
			addNew(&on.Labels, v)
		}
	}
}

// remark adds written texts: those of the controls that Assay's exports have, or notes.
func remark(on *peer.Mark, control string, texts []string) {
	whole := ""
	if on.Whole {
		whole = " "
	}
	switch control + whole {
	case phraseControl, articlePhraseControl + " ":
		addNew(&on.Phrases, texts...)
	case basisControl:
		on.Basis = strings.Join(texts, "\n")
	case voiceControl:
		attribution(on).Name = strings.Join(texts, ", ")
	case cueControl:
		attribution(on).Cue = strings.Join(texts, ", ")
	case viaControl:
		attribution(on).Via = strings.Join(texts, ", ")
	case string(model.Asserts), string(model.Attributes), string(model.Denies), string(model.Doubts):
		for _, title := range texts {
			on.Mentions = append(on.Mentions, peer.Mention{Title: title, Stance: model.Stance(control)})
		}
	default:
		for _, text := range texts {
			on.Notes = append(on.Notes, peer.Note{Text: text})
		}
	}
}

func attribution(on *peer.Mark) *peer.Attribution {
	if on.Attribution == nil {
		on.Attribution = &peer.Attribution{}
	}
	return on.Attribution
}

// mostCompared is how many labels of a part are compared with each other, so that a file with very
// many takes linear time.
const mostCompared = 1000

// addNew adds the texts that a list lacks.
func addNew(list *[]string, texts ...string) {
	for _, text := range texts {
		if len(*list) > mostCompared || !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
}
