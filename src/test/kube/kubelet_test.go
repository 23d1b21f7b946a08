package kube

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// What a kubelet and a scheduler would do for the controllers to go on: pods get the one node and are ready at once, and
// those that are to go are gone at once.
type kubelet struct {
	c    *cluster
	done chan struct{}
}

const mergePatch = "application/merge-patch+json"

func (c *cluster) pretendKubelet() {
	c.t.Helper()
	k := &kubelet{c, make(chan struct{})}
	if _, err := c.ask("POST", "/api/v1/nodes", []byte(`{"metadata":{"name":"node"}}`), "application/json"); err != nil {
		c.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for round := 0; ; round++ {
			if round%25 == 0 {
				k.ready()
			}
			k.look()
			select {
			case <-k.done:
				return
			case <-time.After(200 * time.Millisecond):
			}
		}
	}()
	c.t.Cleanup(func() {
		close(k.done)
		<-ended
		if c.t.Failed() {
			c.t.Log("the kubelet's last failure:", c.last.Load())
		}
	})
}

// Asks the server for a change. What fails is tried again in the next round, and told if the test fails.
func (k *kubelet) change(method, path string, body []byte, contentType string) {
	if _, err := k.c.ask(method, path, body, contentType); err != nil {
		k.c.last.Store(err.Error())
	}
}

func (k *kubelet) ready() {
	now := time.Now().UTC().Format(time.RFC3339)
	k.change("PATCH", "/api/v1/nodes/node/status", []byte(`{"status":{"conditions":[{"type":"Ready","status":"True",`+
		`"reason":"KubeletReady","lastHeartbeatTime":"`+now+`","lastTransitionTime":"`+now+`"}]}}`), mergePatch)
	k.change("PATCH", "/api/v1/nodes/node", []byte(`{"spec":{"taints":null}}`), mergePatch)
}

func (k *kubelet) look() {
	content, err := k.c.ask("GET", "/api/v1/pods", nil, "")
	if err != nil {
		return
	}
	var pods object
	if json.Unmarshal(content, &pods) != nil {
		return
	}
	for number, pod := range items(pods) {
		path := fmt.Sprintf("/api/v1/namespaces/%s/pods/%s", at(pod, "metadata", "namespace"), at(pod, "metadata", "name"))
		switch {
		case at(pod, "metadata", "deletionTimestamp") != nil:
			k.change("DELETE", path, []byte(`{"kind":"DeleteOptions","apiVersion":"v1","gracePeriodSeconds":0}`), "application/json")
		case at(pod, "spec", "nodeName") == nil:
			k.change("POST", path+"/binding", fmt.Appendf(nil, `{"metadata":{"name":%q},"target":{"kind":"Node","name":"node"}}`, at(pod, "metadata", "name")), "application/json")
		case at(pod, "status", "phase") != "Running":
			k.change("PATCH", path+"/status", running(number), mergePatch)
		}
	}
}

func running(number int) []byte {
	now := time.Now().UTC().Format(time.RFC3339)
	var conditions []string
	for _, kind := range []string{"Initialized", "ContainersReady", "PodScheduled", "Ready"} {
		conditions = append(conditions, fmt.Sprintf(`{"type":%q,"status":"True","lastTransitionTime":%q}`, kind, now))
	}
	return fmt.Appendf(nil, `{"status":{"phase":"Running","startTime":%q,"podIP":"10.1.0.%d","conditions":[%s],
"containerStatuses":[{"name":"relay","ready":true,"started":true,"image":"it","imageID":"it","restartCount":0,
"state":{"running":{"startedAt":%q}}}]}}`, now, number%250+2, strings.Join(conditions, ","), now)
}

// The APIs that metrics-server and prometheus-adapter serve, with the same figures for every pod.
type metrics struct {
	c       *cluster
	cpu     atomic.Int64 // thousandths of a core
	streams atomic.Int64
	host    string
	port    string
}

func (c *cluster) pretendMetrics() *metrics {
	c.t.Helper()
	m := &metrics{c: c}
	server := httptest.NewTLSServer(http.HandlerFunc(m.serve))
	c.t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		c.t.Fatal(err)
	}
	m.host, m.port = address.Hostname(), address.Port()
	return m
}

// Tells the API server where a group of APIs is served: at a service of a name that this machine resolves to itself.
func (m *metrics) register(group, version string) {
	m.c.t.Helper()
	service := strings.ReplaceAll(group, ".", "-")
	m.c.kubectl("apply", "-f", m.c.write(service+".yaml", fmt.Sprintf(`
apiVersion: v1
kind: Service
metadata: {name: %[1]s, namespace: kube-system}
spec: {type: ExternalName, externalName: localhost}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: %[3]s.%[2]s}
spec:
  group: %[2]s
  version: %[3]s
  groupPriorityMinimum: 100
  versionPriority: 100
  insecureSkipTLSVerify: true
  service: {name: %[1]s, namespace: kube-system, port: %[4]s}
`, service, group, version, m.port)))
	m.c.kubectl("wait", "--for=condition=Available", "--timeout=60s", "apiservice/"+version+"."+group)
}

func (m *metrics) serve(response http.ResponseWriter, request *http.Request) {
	response.Header().Set("Content-Type", "application/json")
	parts := strings.Split(strings.Trim(request.URL.Path, "/"), "/")
	if len(parts) < 3 {
		http.NotFound(response, request)
		return
	}
	version := parts[1] + "/" + parts[2]
	var answer object
	switch {
	case len(parts) == 3:
		name := "pods"
		if parts[1] == "custom.metrics.k8s.io" {
			name = "pods/relay_streams_open"
		}
		answer = object{"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": version, "resources": []any{
			object{"name": name, "singularName": "", "namespaced": true, "kind": "PodMetrics", "verbs": []any{"get", "list"}}}}
	case len(parts) == 6 && parts[5] == "pods":
		answer = object{"kind": "PodMetricsList", "apiVersion": version, "items": m.pods(parts[4], m.usage)}
	case len(parts) == 8 && parts[7] == "relay_streams_open":
		answer = object{"kind": "MetricValueList", "apiVersion": version, "items": m.pods(parts[4], m.open)}
	default:
		http.NotFound(response, request)
		return
	}
	json.NewEncoder(response).Encode(answer)
}

func (m *metrics) pods(namespace string, figure func(name, namespace string) object) []any {
	content, err := m.c.ask("GET", "/api/v1/namespaces/"+namespace+"/pods", nil, "")
	var pods object
	if err != nil || json.Unmarshal(content, &pods) != nil {
		return []any{}
	}
	figures := []any{}
	for _, pod := range items(pods) {
		figures = append(figures, figure(at(pod, "metadata", "name").(string), namespace))
	}
	return figures
}

func (m *metrics) usage(name, namespace string) object {
	return object{"metadata": object{"name": name, "namespace": namespace}, "timestamp": time.Now().UTC().Format(time.RFC3339),
		"window": "1s", "containers": []any{object{"name": "relay", "usage": object{
			"cpu": fmt.Sprintf("%dm", m.cpu.Load()), "memory": "200Mi"}}}}
}

func (m *metrics) open(name, namespace string) object {
	return object{"describedObject": object{"kind": "Pod", "name": name, "namespace": namespace, "apiVersion": "v1"},
		"metric": object{"name": "relay_streams_open"}, "timestamp": time.Now().UTC().Format(time.RFC3339),
		"value": fmt.Sprint(m.streams.Load())}
}

// Loads the pods until there are as many as the autoscaler may have, then leaves them idle: it has to want fewer, and to
// wait with it.
func (m *metrics) idles(t *testing.T, namespace string, most float64) {
	t.Helper()
	path := "/apis/autoscaling/v2/namespaces/" + namespace + "/horizontalpodautoscalers/bedrock-relay"
	m.cpu.Store(1500)
	m.c.await("the pods of a busy relay", 2*time.Minute, func() bool {
		replicas, _ := at(m.c.get(path), "status", "currentReplicas").(float64)
		return replicas >= most
	})
	m.cpu.Store(5)
	reason := func() string {
		conditions, _ := at(m.c.get(path), "status", "conditions").([]any)
		said := ""
		for _, condition := range conditions {
			said += fmt.Sprint(at(condition, "type"), "=", at(condition, "status"), " ", at(condition, "reason"), "; ")
		}
		return said
	}
	m.c.await("an idle relay to want fewer pods", time.Minute, func() bool {
		return strings.Contains(reason(), "ScaleDownStabilized") && strings.Contains(reason(), "ScalingActive=True")
	})
	t.Log(namespace, reason())
}
