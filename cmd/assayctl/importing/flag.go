package importing

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/format/article"
)

// The flag types below implement pflag.Value. Their String methods return "", so
// that help texts show no default.

// columnFlag is the flag --column, which names one column each time it is given.
type columnFlag struct{ *article.Columns }

func (f columnFlag) String() string { return "" }
func (f columnFlag) Type() string   { return "field=name" }

// Set parses FIELD=COLUMN.
func (f columnFlag) Set(value string) error {
	field, name, ok := strings.Cut(value, "=")
	field = strings.TrimSpace(field)
	if !ok || name == "" || !slices.Contains(article.Fields(), field) || !f.Columns.Set(field, name) {
		return fmt.Errorf("must be FIELD=COLUMN, and FIELD must be %s", cli.OneOf(article.Fields()))
	}
	return nil
}

// dateFlag is the flag --dates.
type dateFlag struct{ *article.Columns }

func (f dateFlag) String() string { return "" }
func (f dateFlag) Type() string   { return "order" }

// Set parses an order of day, month and year.
func (f dateFlag) Set(value string) error {
	if !f.Columns.Set("dates", strings.ToLower(value)) {
		return fmt.Errorf("must be %s", strings.ReplaceAll(cli.OneOf(article.DateOrders()), " first", "-first"))
	}
	return nil
}

// encodingFlag is the flag --encoding.
type encodingFlag struct{ name *string }

func (f encodingFlag) String() string { return "" }
func (f encodingFlag) Type() string   { return "name" }

// Set parses the name of an encoding.
func (f encodingFlag) Set(value string) error {
	*f.name = strings.ToLower(value)
	if !slices.Contains(coding.Encodings(), *f.name) {
		return fmt.Errorf("must be one of %s", strings.Join(coding.Encodings(), ", "))
	}
	return nil
}
