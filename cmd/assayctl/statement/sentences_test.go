package statement

import (
	"fmt"
	"testing"
)

func TestSentencesOfSeveralArticles(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"tide", "1", "2", "echo", "0"}, "[{tide [1 2]} {echo [0]}]"},
		{[]string{"7", "1", "7.txt", "0"}, "[{7 [1]} {7.txt [0]}]"},
		{[]string{"tide", "1", "8120937465102938", "0", "3"}, "[{tide [1]} {8120937465102938 [0 3]}]"}, // the id has no letters
		{[]string{"8120937465102938", "0", "0000000000000001", "3"}, "[{8120937465102938 [0]} {0000000000000001 [3]}]"},
	} {
		if got, err := groups(c.args); err != nil || fmt.Sprint(got) != c.want {
			t.Errorf("%q: %v, %v", c.args, got, err)
		}
	}
	for _, args := range [][]string{{"tide", "1", "8120937465102938"}, {"tide", "99999999999999999999"}, {"tide", "1", "99999999999999999999"}} {
		if got, err := groups(args); err == nil {
			t.Errorf("%q: %v", args, got)
		}
	}
}
