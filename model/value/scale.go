package value

// MostVerdicts is the greatest number of verdicts in a scale.
const MostVerdicts = 30

// AcceptScale returns the verdicts of a scale with their stored forms. It refuses a scale with
// fewer than two verdicts, or in which two are the same; see Folded.
func AcceptScale(verdicts []string) ([]string, error) {
	if len(verdicts) > MostVerdicts {
		return nil, &Error{Kind: Verdict, Problem: TooMany, Most: MostVerdicts}
	}
	taken := map[string]bool{}
	var all []string
	for _, typed := range verdicts {
		verdict, err := Verdict.Accept(typed)
		if err != nil {
			return nil, err
		}
		if taken[Folded(verdict)] {
			return nil, &Error{Kind: Verdict, Value: verdict, Problem: Taken}
		}
		taken[Folded(verdict)] = true
		all = append(all, verdict)
	}
	if len(all) < 2 {
		return nil, &Error{Kind: Verdict, Problem: Missing}
	}
	return all, nil
}
