package parquet

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer/peertest"
)

// duckdb prints the rows of a query as JSON: node -e duckdb QUERY.
const duckdb = `
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const reader = await connection.runAndReadAll(process.argv[1]);
	process.stdout.write(JSON.stringify(reader.getRowObjectsJson()));
})().catch(e => { console.error(e.message); process.exit(1); });`

// query returns the rows that DuckDB finds. Columns are texts.
func query(t *testing.T, sql string) []map[string]any {
	t.Helper()
	out, err := exec.Command("node", "-e", duckdb, sql).Output()
	if err != nil {
		message := ""
		if exit, ok := err.(*exec.ExitError); ok {
			message = string(exit.Stderr)
		}
		t.Fatalf("%s: %v: %s", sql, err, message)
	}
	var rows []map[string]any
	if err := json.Unmarshal(out, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// needsDuckDB skips a test if DuckDB is not there.
func needsDuckDB(t *testing.T) {
	t.Helper()
	if err := exec.Command("node", "-e", "require('@duckdb/node-api')").Run(); err != nil {
		t.Skipf("needs Node.js and DuckDB (npm: @duckdb/node-api, found through NODE_PATH): %v", err)
	}
}

func TestDuckDBReadsTheSameTexts(t *testing.T) {
	needsDuckDB(t)
	c := open(t, peertest.Project(t, rand.New(rand.NewPCG(3, 3)), 4, 60))
	dir := folder(t, c, write)
	var want, got []string
	for _, p := range pages(t, c) {
		for i := range p.Units {
			want = append(want, p.Units[i].ID+" "+p.Units[i].Span.Of(p.Text))
		}
	}
	for _, row := range query(t, "SELECT sentence || ' ' || text AS line FROM read_parquet('"+filepath.Join(dir, "sentences.parquet")+"')") {
		got = append(got, row["line"].(string))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d sentences, want %d, or their texts differ", len(got), len(want))
	}
	labels := query(t, "SELECT count(*) AS n FROM read_parquet('"+filepath.Join(dir, "annotations.parquet")+"') WHERE kind = 'label'")
	had := c.Amounts()
	if n := had.Of(model.Labels) + had.Of(model.FurtherLabels); labels[0]["n"] != strconv.Itoa(n) {
		t.Errorf("%v labels, want %d", labels[0]["n"], n)
	}
}

func TestDuckDBReadsAnArchive(t *testing.T) {
	needsDuckDB(t)
	dir, one, two := filepath.Join(t.TempDir(), "archive"), peertest.Judged(t), peertest.Project(t, rand.New(rand.NewPCG(5, 5)), 3, 20)
	var got, want []string
	for _, p := range []*storage.Project{one, two} {
		c := open(t, p)
		if err := add(context.Background(), dir, c); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, article := range pages(t, c) {
			n += len(article.Units) + len(article.Detached)
		}
		want = append(want, fmt.Sprint(p.Info().ID, " ", n))
	}
	for _, row := range query(t, "SELECT project || ' ' || count(*) AS line FROM read_parquet('"+dir+"/sentences/*/*.parquet', hive_partitioning = true) GROUP BY project") {
		got = append(got, row["line"].(string))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	verdicts := query(t, "SELECT j.verdict, s.title FROM read_parquet('"+dir+"/judgements/*/*.parquet', hive_partitioning = true) j JOIN read_parquet('"+
		dir+"/statements/*/*.parquet', hive_partitioning = true) s USING (project, statement) WHERE j.stands ORDER BY j.judged")
	var said []string
	for _, row := range verdicts {
		said = append(said, row["verdict"].(string)+": "+row["title"].(string))
	}
	if want := "confirmed: The wall gave way, refuted: The wall gave way, likely: Somebody saw it coming, cannot be judged: Trains were late"; strings.Join(said, ", ") != want {
		t.Errorf("%q", said)
	}
}
