package main

import (
	"context"

	"assay.app/assay/model/compare"
)

// Compare implements project.Project.
func (p openProject) Compare(ctx context.Context, r compare.Request, progress func(done, all int)) (*compare.Table, error) {
	c, err := p.compared.Read(ctx, r, progress)
	if err != nil {
		return nil, err
	}
	return c.Table, nil
}

// Propose implements project.Project.
func (p openProject) Propose(ctx context.Context, r compare.Request, progress func(done, all int)) ([]compare.Offer, error) {
	return p.compared.Propose(ctx, r, progress)
}
