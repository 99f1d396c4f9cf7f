package storage

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Voices returns the list of the project's voices.
func (p *Project) Voices() (list record.Voices, err error) {
	err = p.View("read the voices", func(tx ledger.Tx) (err error) {
		list, err = ledger.ReadVoices(tx)
		return err
	})
	return list, err
}

// VoiceUses counts the records that refer to each voice; see record.VoiceUses. Its Sentences
// are those of the analyst, or of everybody if analyst is empty. VoiceUses counts an alias
// apart from its voice.
func (p *Project) VoiceUses(analyst string) (map[model.VoiceID]record.VoiceUses, error) {
	uses := map[model.VoiceID]record.VoiceUses{}
	err := p.View("count what is attributed to voices", func(tx ledger.Tx) error {
		removed := map[uint64]bool{}
		count := func(s ledger.Spot, content any) error {
			if _, known := removed[s.Number]; !known && s.Number != 0 {
				value, err := ledger.BucketOf(tx, ledger.BucketArticles).Need(ledger.Key64(s.Number))
				if err != nil {
					return err
				}
				a, err := codec.DecodeArticle(value)
				if err != nil {
					return err
				}
				removed[s.Number] = a.Removed
			}
			id, use, ok := record.VoiceUseOf(s.Key("a"), content, analyst, removed[s.Number])
			if ok {
				uses[id] = uses[id].Plus(use)
			}
			return nil
		}
		if err := ledger.ScanRecords(tx, []byte{byte(record.AttributionKind)}, count); err != nil {
			return err
		}
		return ledger.ScanRecords(tx, ledger.KeyKind(0, record.GradeKind), count)
	})
	return uses, err
}

// Sources returns the table of who gets to speak in the current versions of articles, according to
// an analyst or, if analyst is empty, to everybody. It calls progress with the number of articles
// read so far and of all articles. If ctx ends, it returns the error of ctx.
func (p *Project) Sources(ctx context.Context, analyst string, progress func(done, all int)) (table sources.Table, err error) {
	err = p.View("count who gets to speak", func(tx ledger.Tx) error {
		list, err := ledger.ReadVoices(tx)
		if err != nil {
			return err
		}
		b := sources.NewBuilder(list, analyst)
		for _, kind := range []model.Kind{record.GradeKind, record.ProfileKind} {
			err := ledger.ScanRecords(tx, ledger.KeyKind(0, kind), func(s ledger.Spot, content any) error {
				b.Record(s.Key(""), content)
				return nil
			})
			if err != nil {
				return err
			}
		}
		if err := addArticles(ctx, tx, b, progress); err != nil {
			return err
		}
		if err := addUnconfirmed(tx, b, list); err != nil {
			return err
		}
		table = b.Table()
		return nil
	})
	return table, err
}

// addArticles adds the articles of the corpus that are not superseded to the table that b builds.
func addArticles(ctx context.Context, tx ledger.Tx, b *sources.Builder, progress func(done, all int)) error {
	all, err := ledger.RoomFor(tx)
	if err != nil {
		return err
	}
	superseded, err := ledger.ReadSuperseded(tx)
	if err != nil {
		return err
	}
	walks := []*ledger.RecordWalk{ledger.WalkRecords(tx, record.AttributionKind), ledger.WalkRecords(tx, record.GradeKind)}
	units, texts := ledger.BucketOf(tx, ledger.BucketUnits), ledger.BucketOf(tx, ledger.BucketTexts)
	var records []sources.Record // used again for each article
	done := 0
	return ledger.EachArticle(tx, func(number uint64, r codec.Article) error {
		if done++; done%walkPage == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			progress(done, int(all))
		}
		if _, older := superseded[r.ID]; older || r.Removed {
			return nil
		}
		records = records[:0]
		for _, w := range walks {
			err := w.At(number, func(sentence model.Span, content any) error {
				records = append(records, sources.Record{Sentence: sentence, Content: content})
				return nil
			})
			if err != nil {
				return err
			}
		}
		return b.Article(sources.Article{
			ID: r.ID, Outlet: r.Metadata.Outlet, Language: r.Metadata.Language, Records: records,
			Units: func() ([]model.Unit, error) {
				value, err := units.Need(ledger.Key64(number))
				if err != nil {
					return nil, err
				}
				s, err := codec.DecodeStructure(value)
				return s.Units, err
			},
			Text: func() (string, error) {
				text, err := texts.Need(ledger.Key64(number))
				return string(text), err
			},
		})
	})
}
