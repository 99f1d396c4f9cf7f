package modeltest

import "assay.app/assay/model"

// Codebook returns the first n of 12 labels, of which the first three are the default
// codebook. Counted from 1, label 5 has the letter of a command of the window, label
// 6 has the letter of Quote, label 7 has a Cyrillic letter and label 8 has none. The
// key of label 9 is also the name of a command.
func Codebook(n int) model.Codebook {
	more := model.Codebook{
		{Key: "risk", Name: "Risk", Letter: "D", Color: "#D55E00"},
		{Key: "opinion", Name: "Opinion of the paper", Letter: "O", Color: "#CC79A7"},
		{Key: "quantity", Name: "Quantity", Letter: "Q", Color: "#0072B2"},
		{Key: "forecast", Name: "Прогноз", Letter: "Ш", Color: "#F0E442"},
		{Key: "date", Name: "Date", Color: "#999999"},
		{Key: "clear", Name: "Clear language", Letter: "E", Color: "#AA4499"},
		{Key: "warning", Name: "Warning", Letter: "H", Color: "#117733"},
		{Key: "verdict", Name: "Verdict", Letter: "V", Color: "#332288"},
		{Key: "unclear", Name: "To be discussed with the others", Color: "#882255"},
	}
	return append(model.DefaultCodebook(), more...)[:n]
}
