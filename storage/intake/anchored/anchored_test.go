package anchored

import "testing"

func TestAnExpressionMustBeginAtTheBeginning(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an expression that can match anywhere was taken")
		}
	}()
	Compile(`a|^b`)()
}
