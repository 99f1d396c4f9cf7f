package suggest

import (
	"slices"
	"testing"
)

func TestAYearNeedsASign(t *testing.T) {
	for text, want := range map[string][]string{
		"The bridge was opened in 1931 and rebuilt twice since.": {"1931"},
		"Since 1931, nobody had seen it.":                        {"1931"},
		"The wall of 1907 still holds.":                          {"1907"},
		"By 1950 the quay was empty.":                            {"1950"},
		"It opened on 3 May 2019.":                               {"2019"},
		"It opened on May 3, 2019.":                              {"2019"},
		"It opened on 03.05.2019.":                               {"2019"},
		"The storm of spring 1998 broke it.":                     {"1998"},
		"The 2016 election changed the council.":                 {"2016"},
		"Her 1987 novel is set here.":                            {"1987"},
		"The town’s 1998 budget was small.":                      {"1998"},
		"The novel (1984) is set here.":                          {"1984"},
		"It ran 1984–1990.":                                      {"1984", "1990"},
		"It flooded in 1984, 1988 and 1990.":                     {"1984", "1988", "1990"},
		"From 1984 to 1990 it was closed.":                       {"1984", "1990"},
		"In the 1990s it was closed.":                            {"1990s"},
		"1984’s storm was worse.":                                {"1984"},
		"1984 was a dry year.":                                   {"1984"},
		"Born 1950, she grew up here.":                           {"1950"},
		"In 2016 prices rose again.":                             {"2016"},
		"Im Jahr 1931 wurde sie gebaut.":                         {"1931"},
		"The law dates back to 1922.":                            {"1922"},
		"Le pont date de 1931.":                                  {"1931"},
		"El puente se abrió en 1931.":                            {"1931"},
		"Міст збудували 1931 року.":                              {"1931"},
		"Мост построен в 1931 году.":                             {"1931"},

		"The council counted 1950 votes.":           nil,
		"He scored 1984 points.":                    nil,
		"Room 1911 is closed.":                      nil,
		"We flew home on flight 1549.":              nil,
		"The power failed in 1500 homes.":           nil,
		"The choir sang in 1600 churches.":          nil,
		"It won by 1984 votes.":                     nil,
		"A total of 1950 was counted.":              nil,
		"It costs $1999 or 1984 euros.":             nil,
		"The 1500 workers went home.":               nil,
		"It weighs 1,984.5 and 1984.5 tons.":        nil,
		"The office is at 1600 Harbour Street.":     nil,
		"Some 1700 people came, and 1650 left.":     nil,
		"See page 1804 for the rest.":               nil,
		"The engine makes 1900 rpm.":                nil,
		"Die Stadt hat 1950 Einwohner.":             nil,
		"1950 votes were counted after the recount": nil,
	} {
		var got []string
		for y := range years(text) {
			got = append(got, y.Of(text))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestANumberDoesNotDateAnArticle(t *testing.T) {
	doc := articleOf("The bridge was closed in 2024.\nRoom 2077 is empty.")
	doc.Metadata.Published = ""
	a := article{doc: doc}
	if a.readDate(); a.year != 2024 {
		t.Errorf("the article is of %d, want 2024", a.year)
	}
}
