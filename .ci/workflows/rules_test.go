package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	hash   = "0123456789abcdef0123456789abcdef01234567"
	digits = "0123456789abcdef01234567" // hash + digits is as long as a SHA-256
)

// sound is a workflow without findings.
const sound = `name: sound
on:
  push:
permissions: {}
jobs:
  build:
    runs-on: ubuntu-24.04
    container:
      image: debian:bookworm
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@` + hash + ` # v1.2.3
        with:
          persist-credentials: false
      - uses: ./.github/actions/ours
      - uses: docker://debian@sha256:` + hash + digits + `
      - run: make package
        env:
          REF: ${{ github.ref_name }}
  sign:
    runs-on: ubuntu-24.04
    if: github.ref_type == 'tag'
    environment: release
    steps:
      - run: .ci/package/keys .ci/package/sign
        env:
          GPG_KEY: ${{ secrets.GPG_KEY }}
  attest:
    runs-on: ubuntu-24.04
    permissions:
      id-token: write
      attestations: write
    steps:
      - uses: actions/attest@` + hash + ` # v1.2.3
  release:
    runs-on: ubuntu-24.04
    permissions:
      contents: write
    steps:
      - run: make release TAG="$GITHUB_REF_NAME"
        env:
          GH_TOKEN: ${{ github.token }}
`

func TestASoundWorkflowHasNoFindings(t *testing.T) {
	if findings := checkFile([]byte(sound), true); len(findings) > 0 {
		t.Fatal(findings)
	}
}

func TestASpoiledWorkflowIsFound(t *testing.T) {
	checkout := "actions/checkout@" + hash + " # v1.2.3"
	build := "      - run: make package\n"
	signing := "          GPG_KEY: ${{ secrets.GPG_KEY }}\n"
	for name, tt := range map[string]struct{ old, new, want string }{
		"a tag":                            {checkout, "actions/checkout@v4", "not pinned"},
		"a full tag":                       {checkout, "actions/checkout@v4.2.1 # v4.2.1", "not pinned"},
		"a branch":                         {checkout, "actions/checkout@main", "not pinned"},
		"a short hash":                     {checkout, "actions/checkout@" + hash[:12] + " # v1.2.3", "not pinned"},
		"no version at all":                {checkout, "actions/checkout", "not pinned"},
		"a quoted tag":                     {checkout, `"actions/checkout@v4"`, "not pinned"},
		"an image without digest":          {"docker://debian@sha256:" + hash + digits, "docker://debian:bookworm", "not pinned"},
		"a hash without version":           {checkout, "actions/checkout@" + hash, "version in a comment"},
		"a vague version":                  {checkout, "actions/checkout@" + hash + " # v1", "version in a comment"},
		"another's workflow":               {"  release:\n    runs-on: ubuntu-24.04\n", "  other:\n    uses: a/b/.github/workflows/c.yml@v1\n  release:\n    runs-on: ubuntu-24.04\n", "not pinned"},
		"credentials that stay":            {"persist-credentials: false", "fetch-depth: 0", "persist-credentials"},
		"no permissions":                   {"permissions: {}\n", "", "no permissions block"},
		"everything":                       {"permissions: {}\n", "permissions: write-all\n", "write-all"},
		"reading everything":               {"permissions: {}\n", "permissions: read-all\n", "read-all"},
		"writing for all jobs":             {"permissions: {}\n", "permissions:\n  contents: write\n", "contents: write"},
		"writing where nothing needs it":   {"      contents: read\n", "      contents: write\n", "contents: write"},
		"an identity without attestation":  {"      contents: read\n", "      id-token: write\n", "id-token: write"},
		"packages":                         {"      contents: write\n", "      contents: write\n      packages: write\n", "packages: write"},
		"a privileged container":           {"image: debian:bookworm\n", "image: debian:bookworm\n      options: --privileged\n", "privileged"},
		"a capability":                     {"image: debian:bookworm\n", "image: debian:bookworm\n      options: --cpus 1 --cap-add SYS_ADMIN\n", "rights"},
		"the socket of Docker":             {"image: debian:bookworm\n", "image: debian:bookworm\n      volumes: [/var/run/docker.sock:/var/run/docker.sock]\n", "folders of its host"},
		"a privileged service":             {"    permissions:\n      contents: read\n", "    services:\n      db:\n        image: db\n        options: --security-opt seccomp=unconfined\n", "rights"},
		"docker run --privileged":          {build, "      - run: docker run --privileged debian\n", "privileged"},
		"a secret in another step":         {"          REF: ${{ github.ref_name }}\n", "          GPG_KEY: ${{ secrets.GPG_KEY }}\n", "outside the env of a signing step"},
		"a secret beside signing":          {"run: .ci/package/keys .ci/package/sign\n", "run: .ci/package/keys .ci/package/sign extra\n", "outside the env of a signing step"},
		"a secret in a longer script":      {"run: .ci/package/keys .ci/package/sign\n", "run: |\n          make package\n          .ci/package/keys .ci/package/sign\n", "outside the env of a signing step"},
		"a secret of the job":              {"    environment: release\n", "    environment: release\n    env:\n      GPG_KEY: ${{ secrets.GPG_KEY }}\n", "outside the env of a signing step"},
		"a secret of the workflow":         {"permissions: {}\n", "permissions: {}\nenv:\n  GPG_KEY: ${{secrets.GPG_KEY}}\n", "outside the env of a signing step"},
		"a secret in with":                 {"persist-credentials: false\n", "persist-credentials: false\n          token: ${{ secrets.PAT }}\n", "outside the env of a signing step"},
		"a secret in a script":             {build, "      - run: echo '${{ secrets['GPG_KEY'] }}'\n", "outside the env of a signing step"},
		"a secret in a condition":          {"    if: github.ref_type == 'tag'\n", "    if: github.ref_type == 'tag' && secrets.GPG_KEY != ''\n", "outside the env of a signing step"},
		"all secrets":                      {signing, "          ALL: ${{ toJSON(secrets) }}\n" + signing, "whole context"},
		"a secret written in another way":  {"          REF: ${{ github.ref_name }}\n", "          REF: ${{ format('}}{0}', SECRETS.GPG_KEY) }}\n", "outside the env of a signing step"},
		"an alias":                         {"  attest:\n", "  one:\n    env: &env\n      A: b\n  other:\n    env: *env\n  attest:\n", "alias"},
		"secrets handed on":                {"  release:\n    runs-on: ubuntu-24.04\n", "  other:\n    uses: ./.github/workflows/c.yml\n    secrets: inherit\n  release:\n    runs-on: ubuntu-24.04\n", "another workflow"},
		"the token in with":                {"persist-credentials: false\n", "persist-credentials: false\n          token: ${{ github.token }}\n", "outside the env of a step"},
		"the token for a job":              {"    environment: release\n", "    environment: release\n    env:\n      T: ${{ github['token'] }}\n", "outside the env of a step"},
		"the token in the context":         {"          REF: ${{ github.ref_name }}\n", "          REF: ${{ toJSON(github) }}\n", "whole context"},
		"an expression in a script":        {build, "      - run: make ${{ github.head_ref }}\n", "pasted into a script"},
		"pull_request_target":              {"on:\n  push:\n", "on:\n  pull_request_target:\n", "strangers"},
		"pull_request_target among others": {"on:\n  push:\n", "on: [push, pull_request_target]\n", "strangers"},
		"workflow_run":                     {"on:\n  push:\n", "on: workflow_run\n", "strangers"},
		"signing what is no tag":           {"    if: github.ref_type == 'tag'\n", "", "not run on tags only"},
		"signing without an environment":   {"    environment: release\n", "", "no environment"},
		"no YAML":                          {"name: sound\n", "name: [sound\n", "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			spoiled := strings.Replace(sound, tt.old, tt.new, 1)
			if spoiled == sound {
				t.Fatalf("%q is not in the sound workflow", tt.old)
			}
			findings := checkFile([]byte(spoiled), true)
			for _, f := range findings {
				if strings.Contains(f.what, tt.want) {
					return
				}
			}
			t.Errorf("findings: %v, want one with %q in\n%s", findings, tt.want, spoiled)
		})
	}
}

func TestUpdatesCoverEveryModule(t *testing.T) {
	files := fstest.MapFS{
		".github/workflows/a.yaml":   {Data: []byte(sound)},
		"go.mod":                     {},
		"model/testdata/libs/go.mod": {},
	}
	config := `updates:
  - package-ecosystem: gomod
    directories: [/, /model/testdata/libs]
  - package-ecosystem: github-actions
    directory: /
`
	for name, tt := range map[string]struct {
		old, new string
		want     string // "" for no finding
	}{
		"all":              {"", "", ""},
		"no actions":       {"github-actions", "npm", "github-actions /"},
		"no main module":   {"[/, ", "[", "gomod /"},
		"no nested module": {", /model/testdata/libs", "", "gomod /model/testdata/libs"},
	} {
		t.Run(name, func(t *testing.T) {
			files[updatesFile] = &fstest.MapFile{Data: []byte(strings.Replace(config, tt.old, tt.new, 1))}
			findings, err := check(files)
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == "" && len(findings) > 0 || tt.want != "" && (len(findings) != 1 || !strings.HasSuffix(findings[0], tt.want)) {
				t.Errorf("findings: %v, want %q", findings, tt.want)
			}
		})
	}
	delete(files, updatesFile)
	if findings, err := check(files); err != nil || len(findings) != 1 {
		t.Errorf("without %s: %v, %v", updatesFile, findings, err)
	}
}

func TestThisCheckoutHasNoFindings(t *testing.T) {
	findings, err := check(os.DirFS("../.."))
	if err != nil || len(findings) > 0 {
		t.Error(err, findings)
	}
}
