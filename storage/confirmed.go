package storage

import (
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// addUnconfirmed adds the contradictions of sentences that an analyst graded 1, "confirmed by
// other sources", although the analyst made them mentions of no statement with two independent
// sources. It ignores mentions on superseded articles, and proposed origins, because finding them needs the texts of all articles.
func addUnconfirmed(tx ledger.Tx, b *sources.Builder, voices record.Voices) error {
	graded := b.Confirmed()
	if len(graded) == 0 {
		return nil
	}
	compared, err := ledger.ReadCompared(tx)
	if err != nil {
		return err
	}
	superseded, err := ledger.ReadSuperseded(tx)
	if err != nil {
		return err
	}
	c := confirming{tx: tx, compared: compared, voices: voices, mentions: map[mentioned][]model.Key{}, counts: map[mentioned]int{}}
	at := map[model.Key][]model.StatementID{} // by the key of a mention without its statement
	compared.Each(record.MentionKind, func(key model.Key, _ any) {
		if _, older := superseded[key.Article]; older {
			return
		}
		id := compared.Statements.Root(model.StatementID(key.ID))
		by := mentioned{id, key.Analyst}
		c.mentions[by] = append(c.mentions[by], key)
		key.ID = ""
		at[key] = append(at[key], id)
	})
	for _, s := range graded {
		most := 0
		on := model.Subject{Article: s.Article, Sentence: s.Sentence}
		for _, id := range at[record.MentionOn(on, s.Analyst, "")] {
			n, err := c.independent(mentioned{id, s.Analyst})
			if err != nil {
				return err
			}
			most = max(most, n)
		}
		if most < 2 {
			b.OneOrigin(s)
		}
	}
	return nil
}

// mentioned is a statement that stands, as an analyst mentions it.
type mentioned struct {
	statement model.StatementID
	analyst   string
}

// confirming counts the independent sources of statements.
type confirming struct {
	tx       ledger.Tx
	compared record.Compared
	voices   record.Voices
	mentions map[mentioned][]model.Key
	counts   map[mentioned]int // those counted so far
}

// independent returns how many independent sources a statement has at most.
func (c *confirming) independent(m mentioned) (int, error) {
	if n, known := c.counts[m]; known {
		return n, nil
	}
	b := compare.NewBuilder()
	b.Statement(compare.Statement{ID: m.statement})
	for _, key := range c.mentions[m] {
		number, a, err := ledger.ReadArticle(c.tx, key.Article)
		if err != nil {
			return 0, err
		}
		if a.Removed {
			continue
		}
		origin, _ := c.compared.Origin(key.Article)
		b.Article(compare.Article{ID: key.Article, Outlet: a.Metadata.Outlet, Origin: origin})
		one := compare.Mention{Statement: m.statement, Analyst: m.analyst, Article: key.Article, Sentence: key.Sentence, Stance: c.compared.Mention(key).Stance}
		if one.Voice, err = c.voice(number, key); err != nil {
			return 0, err
		}
		b.Mention(one)
	}
	n := b.Table().Rows[0].Independent.Count
	c.counts[m] = n
	return n, nil
}

// voice returns the voice to which the analyst of a mention attributed its sentence, or "".
func (c *confirming) voice(number uint64, mention model.Key) (model.VoiceID, error) {
	key := record.AttributionOn(mention.Article, mention.Sentence, mention.Analyst)
	data, err := ledger.BucketOf(c.tx, ledger.BucketRecords).Get(ledger.KeyRecord(number, key.Subject, key))
	if err != nil || data == nil {
		return "", err
	}
	content, _, err := codec.DecodeRecord(key, data)
	a, _ := content.(*record.Attribution)
	if err != nil || a == nil {
		return "", err
	}
	return c.voices.Root(a.Voice), nil
}
