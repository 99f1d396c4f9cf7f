package figures

import (
	"assay.app/assay/model"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

func (p *part) annotation(place figures.Place, key, value []byte) error {
	by, _ := p.by(key)
	a, exists, err := codec.ReadAnnotation(value, "", p.interned)
	if err != nil || !exists {
		return err
	}
	label, known := p.labels[string(a.Label)]
	if !known {
		label = p.names.Label(a.Label)
		p.labels[string(a.Label)] = label
	}
	p.values.annotations.add(figures.Annotation{Place: place, Analyst: by, Label: label, Day: p.day.of(a.At, p.zone)})
	return nil
}

// content returns the content of a record, or nil if it was deleted.
func content(value []byte) ([]byte, error) {
	_, data, err := codec.SplitRecord(value)
	return data, err
}

// whole reads a record that is about no span.
func (p *part) whole(key, value []byte) error {
	s, _ := ledger.ParseRecord(key)
	of := s.Key(p.f.ID)
	c, err := codec.DecodeCurrent(of, value)
	if err == nil && c != nil {
		p.far = append(p.far, far{of, c})
	}
	return err
}

func (p *part) attribution(place figures.Place, key, value []byte) error {
	data, err := content(value)
	if err != nil || len(data) == 0 {
		return err
	}
	by, _ := p.by(key)
	var voice, name, mode string
	plain := codec.EachField(data, func(field uint64, text []byte) {
		switch field {
		case 1:
			voice = string(text)
		case 2:
			name = string(text)
		case 4:
			mode = string(text)
		}
	})
	if !plain {
		c, err := codec.DecodeCurrent(model.Key{Kind: record.AttributionKind}, value)
		if err != nil {
			return err
		}
		a := c.(*record.Attribution)
		voice, name, mode = string(a.Voice), a.Name, string(a.Mode)
	}
	p.values.attributions.add(figures.Attribution{
		Place: place, Analyst: by, Voice: p.names.Voice(model.VoiceID(voice), name), Mode: figures.ModeOf(model.SpeechMode(mode)),
	})
	return nil
}

func (p *part) grade(place figures.Place, key, value []byte) error {
	if place == (figures.Place{}) {
		return p.whole(key, value)
	}
	data, err := content(value)
	if err != nil || len(data) == 0 {
		return err
	}
	by, _ := p.by(key)
	var g model.Grade
	plain := codec.EachField(data, func(field uint64, text []byte) {
		switch field {
		case 1:
			g.Source = string(text)
		case 2:
			g.Information = string(text)
		}
	})
	if !plain {
		s, _ := ledger.ParseRecord(key)
		c, err := codec.DecodeCurrent(s.Key("a"), value)
		if err != nil {
			return err
		}
		g = c.(*record.Grade).Grade
	}
	one := figures.Grade{Place: place, Analyst: by}
	one.Letter, one.Digit = figures.HalvesOf(g)
	p.values.grades.add(one)
	return nil
}

func (p *part) mention(place figures.Place, key, value []byte) error {
	data, err := content(value)
	if err != nil || len(data) == 0 {
		return err
	}
	by, id := p.by(key)
	var title, stance string
	plain := codec.EachField(data, func(field uint64, text []byte) {
		switch field {
		case 1:
			title = string(text)
		case 2:
			stance = string(text)
		}
	})
	if !plain {
		c, err := codec.DecodeCurrent(model.Key{Kind: record.MentionKind, ID: string(id)}, value)
		if err != nil {
			return err
		}
		m := c.(*record.Mention)
		title, stance = m.Title, string(m.Stance)
	}
	p.values.mentions.add(figures.Mention{
		Place: place, Analyst: by, Statement: p.names.Statement(model.StatementID(id), title), Stance: figures.StanceOf(model.Stance(stance)),
	})
	return nil
}
