package storagetest_test

import "regexp"

var replica = regexp.MustCompile(`"replica": "([0-9a-f]{16})"`)

// replicasIn returns the ids of the copies in an annotation set.
func replicasIn(set string) map[string]bool {
	ids := map[string]bool{}
	for _, match := range replica.FindAllStringSubmatch(set, -1) {
		ids[match[1]] = true
	}
	return ids
}

// masked replaces the ids of unknown copies in an annotation set. A file that is
// changed after it was copied becomes a copy with a random id.
func masked(set string, known map[string]bool) string {
	return replica.ReplaceAllStringFunc(set, func(match string) string {
		if known[replica.FindStringSubmatch(match)[1]] {
			return match
		}
		return `"replica": "another"`
	})
}
