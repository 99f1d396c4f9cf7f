package element_test

import (
	"encoding/xml"
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/element"
)

func TestElementsAreReadOneAfterTheOther(t *testing.T) {
	x := element.NewReader(strings.NewReader(`<?xml version="1.0" encoding="windows-1252"?><!-- c --><a n:k="v"><b>one<c>no</c> two</b><d><e/></d><b>`+"\xe9"+`</b></a>`), model.ErrDamaged)
	root, err := x.Root()
	if err != nil || root.Name.Local != "a" || element.Attr(root, "k") != "v" || element.Attr(root, "x") != "" {
		t.Fatalf("%v, %v", root, err)
	}
	var got []string
	err = x.Each(func(start xml.StartElement) error {
		if start.Name.Local != "b" {
			return x.Skip()
		}
		text, err := x.Text()
		got = append(got, text)
		return err
	})
	if err != nil || strings.Join(got, "|") != "one two|é" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestBadXMLIsRefusedWithItsLine(t *testing.T) {
	unknown := errors.New("unknown")
	for name, c := range map[string]struct {
		content, says string
		err           error
	}{
		"cut":         {"<a>\n<b>", "line 2", model.ErrDamaged},
		"an entity":   {"<a>&x;</a>", "invalid character entity &x;", model.ErrDamaged},
		"a DOCTYPE":   {"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "document type", model.ErrDamaged},
		"an encoding": {`<?xml version="1.0" encoding="ebcdic"?><a/>`, "save it as UTF-8", unknown},
		"deep":        {strings.Repeat("<a>", 100_000), "nested", model.ErrDamaged},
		"control":     {"<a>\x01</a>", "illegal character", model.ErrDamaged},
		"nothing":     {"", "in the middle", model.ErrDamaged},
	} {
		x := element.NewReader(strings.NewReader(c.content), unknown)
		_, err := x.Root()
		if err == nil {
			err = x.Skip()
		}
		if !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
