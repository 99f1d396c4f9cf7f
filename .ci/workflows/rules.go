package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// finding is a breach of a rule at a line of a file, counted from 1.
type finding struct {
	line int
	what string
}

var (
	// signingSteps are the commands that may see secrets.
	signingSteps = []string{".ci/package/keys .ci/package/sign", ".ci/package/keys .ci/package/sign-macos"}

	pinned  = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	digest  = regexp.MustCompile(`^docker://[^@]+@sha256:[0-9a-f]{64}$`)
	version = regexp.MustCompile(`^# v\d+\.\d+\.\d+$`)

	// These patterns also match names after an expression, not only inside it.
	secret  = regexp.MustCompile(`(?is)\$\{\{.*\bsecrets\b`)
	token   = regexp.MustCompile(`(?is)\$\{\{.*\bgithub\s*(\.\s*token\b|\[\s*'token')`)
	context = regexp.MustCompile(`(?is)\$\{\{.*\btojson\(\s*(github|secrets|env)\s*\)`)
	// The value of "if" is an expression even without ${{ }}.
	condition = regexp.MustCompile(`(?i)\bsecrets\b`)

	// harmlessOptions matches container options that add no rights.
	harmlessOptions = regexp.MustCompile(`^(--(cpus|memory|health-[a-z]+|user|cap-drop)[= ][^ ]+ *|--(init|read-only) *)*$`)
)

// writers has, for each write permission, a function that reports whether a step
// needs the permission. A job may have the permission only if one of its steps
// needs it.
var writers = map[string]func(step) bool{
	"contents":     func(s step) bool { return strings.HasPrefix(s.run, "make release ") },
	"id-token":     attests,
	"attestations": attests,
}

func attests(s step) bool {
	return strings.HasPrefix(s.uses, "actions/attest@") || strings.HasPrefix(s.uses, "actions/attest-build-provenance@")
}

// step is the part of a job's step that the rules look at.
type step struct{ run, uses string }

// checker collects the findings for one file.
type checker struct{ findings []finding }

func (c *checker) report(at *yaml.Node, format string, args ...any) {
	c.findings = append(c.findings, finding{at.Line, fmt.Sprintf(format, args...)})
}

// checkFile returns the findings for a workflow, or for an action if isWorkflow
// is false, ordered by line.
func checkFile(text []byte, isWorkflow bool) []finding {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return []finding{{1, "cannot be read: " + err.Error()}}
	}
	if len(document.Content) == 0 || document.Content[0].Kind != yaml.MappingNode {
		return []finding{{1, "is empty"}}
	}
	c := &checker{}
	root := document.Content[0]
	c.walk(root, nil)
	if isWorkflow {
		c.workflow(root)
	}
	slices.SortStableFunc(c.findings, func(a, b finding) int { return cmp.Compare(a.line, b.line) })
	return c.findings
}

// walk applies the rules to a node and to the nodes below it. path holds the keys
// that lead to the node, outermost first, each with its mapping.
func (c *checker) walk(node *yaml.Node, path []place) {
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			key, value := node.Content[i], node.Content[i+1]
			if key.Value == "uses" {
				c.uses(node, value)
			}
			c.walk(value, append(slices.Clone(path), place{node, key.Value}))
		}
	case yaml.SequenceNode:
		for _, value := range node.Content {
			c.walk(value, path)
		}
	case yaml.AliasNode:
		c.report(node, "has an alias: its content would not be checked where it is used")
	case yaml.ScalarNode:
		c.scalar(node, path)
	}
}

// place is a key of a mapping.
type place struct {
	in  *yaml.Node
	key string
}

// uses checks that an action of another repository is pinned to a commit and has
// its version in a comment, because an attacker who takes over a repository can
// move its tags. It also checks that actions/checkout does not leave its token to
// later steps.
func (c *checker) uses(in, value *yaml.Node) {
	switch {
	case strings.HasPrefix(value.Value, "./"), digest.MatchString(value.Value):
		return
	case !pinned.MatchString(value.Value):
		c.report(value, "%q is not pinned to the full hash of a commit", value.Value)
	case !version.MatchString(value.LineComment):
		c.report(value, "%q does not say its version in a comment: # v1.2.3", value.Value)
	}
	if strings.HasPrefix(value.Value, "actions/checkout@") && text(get(get(in, "with"), "persist-credentials")) != "false" {
		c.report(value, "actions/checkout leaves its token to later steps: persist-credentials: false")
	}
}

// scalar reports secrets, tokens, expressions and the option --privileged in a
// scalar node if the rules forbid them there.
func (c *checker) scalar(node *yaml.Node, path []place) {
	value := node.Value
	var key string
	if len(path) > 0 {
		key = path[len(path)-1].key
	}
	var stepRun *yaml.Node // the script of the step whose env contains this text
	if n := len(path); n >= 3 && path[n-2].key == "env" && path[n-3].key == "steps" {
		stepRun = get(path[n-2].in, "run")
	}
	switch {
	case context.MatchString(value):
		c.report(node, "a whole context is written out, including its secrets")
	case secret.MatchString(value), key == "if" && condition.MatchString(value):
		if !slices.Contains(signingSteps, text(stepRun)) {
			c.report(node, "a secret is used outside the env of a signing step: %s", strings.Join(signingSteps, ", "))
		}
	case key == "secrets" && value == "inherit":
		c.report(node, "secrets are passed to another workflow")
	case token.MatchString(value) && stepRun == nil:
		c.report(node, "the token is used outside the env of a step")
	}
	if strings.Contains(value, "--privileged") {
		c.report(node, "a container is privileged")
	}
	if key == "run" && strings.Contains(value, "${{") {
		c.report(node, "an expression is pasted into a script: pass it in env")
	}
}

// workflow applies the rules for a whole workflow.
func (c *checker) workflow(root *yaml.Node) {
	if on := get(root, "on"); on != nil {
		for _, trigger := range []string{"pull_request_target", "workflow_run"} {
			if text(on) == trigger || get(on, trigger) != nil || slices.ContainsFunc(on.Content, func(n *yaml.Node) bool { return n.Value == trigger }) {
				c.report(on, "%s runs with secrets on code from strangers", trigger)
			}
		}
	}
	if permissions := get(root, "permissions"); permissions == nil {
		c.report(root, "has no permissions block: without one, the token may do whatever the repository's settings allow")
	} else {
		c.permissions(permissions, nil)
	}
	jobs := get(root, "jobs")
	if jobs == nil {
		return
	}
	for i := 0; i+1 < len(jobs.Content); i += 2 {
		c.job(jobs.Content[i+1])
	}
}

func (c *checker) job(job *yaml.Node) {
	steps := stepsOf(job)
	if permissions := get(job, "permissions"); permissions != nil {
		c.permissions(permissions, steps)
	}
	containers := []*yaml.Node{get(job, "container")}
	if services := get(job, "services"); services != nil {
		for i := 0; i+1 < len(services.Content); i += 2 {
			containers = append(containers, services.Content[i+1])
		}
	}
	for _, container := range containers {
		if options := get(container, "options"); options != nil && !harmlessOptions.MatchString(options.Value) {
			c.report(options, "a container has options that may give it rights: %s", options.Value)
		}
		if volumes := get(container, "volumes"); volumes != nil {
			c.report(volumes, "a container mounts folders of its host")
		}
	}
	signs := slices.ContainsFunc(steps, func(s step) bool { return slices.Contains(signingSteps, s.run) })
	if signs && !strings.Contains(text(get(job, "if")), "github.ref_type == 'tag'") {
		c.report(job, "a job that signs does not run on tags only")
	}
	if signs && get(job, "environment") == nil {
		c.report(job, "a job that signs has no environment to guard its secrets")
	}
}

// permissions checks that a block grants write access only where a step of the job
// needs it.
func (c *checker) permissions(block *yaml.Node, steps []step) {
	if block.Kind == yaml.ScalarNode && block.Tag != "!!null" {
		c.report(block, "permissions: %s grants more than is needed", block.Value)
		return
	}
	for i := 0; i+1 < len(block.Content); i += 2 {
		scope, access := block.Content[i], block.Content[i+1].Value
		if access == "read" || access == "none" {
			continue
		}
		if needs := writers[scope.Value]; needs == nil || !slices.ContainsFunc(steps, needs) {
			c.report(scope, "permissions: %s: %s is granted, but nothing here needs it", scope.Value, access)
		}
	}
}

func stepsOf(job *yaml.Node) []step {
	var steps []step
	if list := get(job, "steps"); list != nil {
		for _, node := range list.Content {
			steps = append(steps, step{run: text(get(node, "run")), uses: text(get(node, "uses"))})
		}
	}
	return steps
}

// get returns the value of a key in a mapping, or nil.
func get(mapping *yaml.Node, key string) *yaml.Node {
	if mapping == nil || mapping.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}

// text returns the trimmed text of a scalar, or "" for any other node.
func text(node *yaml.Node) string {
	if node == nil || node.Kind != yaml.ScalarNode {
		return ""
	}
	return strings.TrimSpace(node.Value)
}
