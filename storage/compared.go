package storage

import (
	"assay.app/assay/model/record"
	"assay.app/assay/storage/ledger"
)

// Statements returns the list of the project's statements.
func (p *Project) Statements() (list record.Statements, err error) {
	err = p.View("read the statements", func(tx ledger.Tx) (err error) {
		list, err = ledger.ReadStatements(tx)
		return err
	})
	return list, err
}

// Compared returns the statements of the project, and all mentions, gaps, origins and
// dismissals, including those on removed articles.
func (p *Project) Compared() (c record.Compared, err error) {
	err = p.View("read the statements", func(tx ledger.Tx) (err error) {
		c, err = ledger.ReadCompared(tx)
		return err
	})
	return c, err
}
