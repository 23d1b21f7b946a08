package kube

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const namespace = "bedrock-relay"

// The repository, from the folder of this test.
const root = "../../.."

// One cluster for everything, in the order in which it gets more parts: a bare one with the CRDs of the Gateway API alone,
// then metrics-server, then an adapter, the Prometheus operator's CRDs and KEDA's.
func TestManifestsAndChart(t *testing.T) {
	c := start(t)
	c.pretendKubelet()
	c.crds("KUBE_GATEWAY_CRDS")
	k8s := filepath.Join(c.folder, "k8s")
	if err := os.CopyFS(k8s, os.DirFS(filepath.Join(root, "k8s"))); err != nil {
		t.Fatal(err)
	}
	c.namespace(namespace)

	t.Run("overlays", func(t *testing.T) {
		for _, overlay := range []string{"small", "production", "small"} {
			c.in(t).applies(filepath.Join(k8s, "overlays", overlay))
		}
	})
	t.Run("autoscaler with metrics-server alone", func(t *testing.T) {
		c := c.in(t)
		m := c.pretendMetrics()
		m.register("metrics.k8s.io", "v1beta1")
		m.idles(t, namespace, 3)
		c.kubectl("delete", "apiservice", "v1beta1.metrics.k8s.io")
	})
	t.Run("components", func(t *testing.T) {
		c := c.in(t)
		c.crds("KUBE_OTHER_CRDS")
		for _, component := range c.folders(filepath.Join(k8s, "components")) {
			c.kubectl("apply", "--dry-run=server", "--validate=strict", "-k", c.overlay(component))
		}
		if made := c.kubectl("kustomize", c.overlay("keda")); strings.Contains(made, "kind: HorizontalPodAutoscaler") {
			t.Error("with KEDA there are two autoscalers")
		}
	})
	t.Run("autoscaler with an adapter", func(t *testing.T) {
		c := c.in(t)
		m := c.pretendMetrics()
		m.register("metrics.k8s.io", "v1beta1")
		m.register("custom.metrics.k8s.io", "v1beta2")
		c.applies(c.overlay("streams"))
		m.idles(t, namespace, 10)
		c.kubectl("delete", "apiservice", "v1beta1.metrics.k8s.io", "v1beta2.custom.metrics.k8s.io")
	})
	t.Run("another manager", func(t *testing.T) {
		c := c.in(t)
		for _, overlay := range []string{c.overlay("streams"), filepath.Join(k8s, "overlays/small"), filepath.Join(k8s, "overlays/production")} {
			c.takesOver(overlay)
		}
	})
	t.Run("chart", func(t *testing.T) {
		chart := filepath.Join(root, "deploy/helm/bedrock-relay")
		for _, values := range c.in(t).files(filepath.Join(chart, "ci")) {
			name := strings.TrimSuffix(filepath.Base(values), ".yaml")
			t.Run(name, func(t *testing.T) { c.in(t).installs(chart, values, "chart-"+name) })
		}
	})
}

// The same cluster for another test.
func (c *cluster) in(t *testing.T) *cluster {
	other := *c
	other.t = t
	return &other
}

func (c *cluster) crds(variable string) {
	c.t.Helper()
	files := strings.Fields(os.Getenv(variable))
	if len(files) == 0 {
		c.t.Fatal(variable + " names no file")
	}
	for _, file := range files {
		c.kubectl("apply", "--server-side", "-f", file)
		c.kubectl("wait", "--for=condition=Established", "--timeout=60s", "-f", file)
	}
}

// A namespace as the documentation makes it, with the Secret that the relay needs.
func (c *cluster) namespace(name string) {
	c.t.Helper()
	c.kubectl("create", "namespace", name)
	c.kubectl("label", "namespace", name, "pod-security.kubernetes.io/enforce=restricted", "pod-security.kubernetes.io/warn=restricted")
	c.kubectl("-n", name, "create", "secret", "generic", "bedrock-relay-keys", "--from-file=keys.yaml="+c.write("keys.yaml", "keys: []\n"))
}

// An overlay of one's own, with one component over the base.
func (c *cluster) overlay(component string) string {
	return filepath.Dir(c.write("k8s/own/"+component+"/kustomization.yaml", `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: `+namespace+`
resources:
  - ../../base
components:
  - ../../components/`+component+"\n"))
}

// Applies an overlay over whatever stands there, and shows that what is stored is what was applied: a second time changes
// nothing, and makes no new pods.
func (c *cluster) applies(overlay string) {
	c.t.Helper()
	c.kubectl("apply", "--validate=strict", "-k", overlay)
	c.kubectl("-n", namespace, "rollout", "status", "deployment/bedrock-relay", "--timeout=120s")
	sets := c.replicaSets()
	for line := range strings.Lines(c.kubectl("apply", "--validate=strict", "-k", overlay)) {
		// The server gives a disruption budget's selector a merge key of its own, so that kubectl always sends a patch.
		if !strings.HasSuffix(line, " unchanged\n") && !strings.HasPrefix(line, "poddisruptionbudget") {
			c.t.Errorf("%s, applied again: %s", overlay, line)
		}
	}
	if difference := c.command(filepath.Join(c.programs, "kubectl"), "diff", "-k", overlay); difference.failed != nil {
		c.t.Errorf("%s differs from what is stored: %s", overlay, difference)
	}
	if now := c.replicaSets(); !slices.Equal(sets, now) {
		c.t.Errorf("%s, applied again, made new pods: %s, then %s", overlay, sets, now)
	}
}

// Applies an overlay as Argo CD and Flux do, over what kubectl or they themselves applied before: without a conflict, and
// the second time without new pods.
func (c *cluster) takesOver(overlay string) {
	c.t.Helper()
	apply := func() {
		c.kubectl("apply", "--server-side", "--field-manager", "another", "--validate=strict", "-k", overlay)
	}
	apply()
	sets := c.replicaSets()
	apply()
	if now := c.replicaSets(); !slices.Equal(sets, now) {
		c.t.Errorf("%s, applied again, made new pods: %s, then %s", overlay, sets, now)
	}
}

func (c *cluster) replicaSets() []string {
	var names []string
	for _, set := range items(c.get("/apis/apps/v1/namespaces/" + namespace + "/replicasets")) {
		names = append(names, fmt.Sprint(at(set, "metadata", "name")))
	}
	slices.Sort(names)
	return names
}

// Installs the chart, upgrades it to the same, which changes nothing, and takes it away, which leaves nothing.
func (c *cluster) installs(chart, values, namespace string) {
	c.t.Helper()
	c.helm("lint", "--strict", chart, "--values", values)
	c.namespace(namespace)
	before := c.everything(namespace)
	chosen := []string{"--namespace", namespace, "--values", values, "--wait", "--timeout", "120s"}
	c.helm(append([]string{"install", "bedrock-relay", chart}, chosen...)...)
	installed := c.everything(namespace)
	if len(installed) < len(before)+5 {
		c.t.Errorf("installed no more than %s", installed)
	}
	c.helm(append([]string{"upgrade", "bedrock-relay", chart}, chosen...)...)
	if upgraded := c.everything(namespace); !slices.Equal(installed, upgraded) {
		c.t.Errorf("an upgrade to the same changed %s to %s", installed, upgraded)
	}
	c.helm("uninstall", "bedrock-relay", "--namespace", namespace, "--wait", "--timeout", "120s")
	if left := c.everything(namespace); !slices.Equal(before, left) {
		c.t.Errorf("before: %s, after it is gone: %s", before, left)
	}
	c.kubectl("delete", "namespace", namespace, "--wait=false")
}

// Every object of a namespace that somebody has made, and the number of its spec: neither what the cluster makes of it
// (pods, endpoints, the controllers' own) nor Helm's own notes.
func (c *cluster) everything(namespace string) []string {
	c.t.Helper()
	var kinds []string
	for kind := range strings.Lines(c.kubectl("api-resources", "--namespaced", "--verbs=list", "-o", "name")) {
		if kind = strings.TrimSpace(kind); !slices.ContainsFunc([]string{"events", "pods", "endpoint", "controllerrevisions", "leases"},
			func(derived string) bool { return strings.HasPrefix(kind, derived) }) {
			kinds = append(kinds, kind)
		}
	}
	var found []string
	for line := range strings.Lines(c.kubectl("-n", namespace, "get", strings.Join(kinds, ","), "-o",
		`jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.generation}{"\n"}{end}`)) {
		if !strings.Contains(line, "sh.helm.release") {
			found = append(found, strings.TrimSpace(line))
		}
	}
	slices.Sort(found)
	return found
}

func (c *cluster) folders(of string) []string {
	c.t.Helper()
	entries, err := os.ReadDir(of)
	if err != nil || len(entries) == 0 {
		c.t.Fatal(of, err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func (c *cluster) files(of string) []string {
	var paths []string
	for _, name := range c.folders(of) {
		paths = append(paths, filepath.Join(of, name))
	}
	return paths
}
